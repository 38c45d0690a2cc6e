package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs Jazzer, for some seconds in each build and for minutes by {@code ./dev fuzz flow}, and the files that it began with or found
 * earlier. Jazzer has a JVM of its own: its agent changes all classes of a JVM, and others' tests would run with them.
 */
@Tag("slow")
class FlowValidatorFuzzTest {
    private static final int SECONDS = Integer.getInteger("parley.fuzz.seconds", 20);
    private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

    static Stream<Path> files() throws IOException, URISyntaxException {
        try (var files = Files.list(seeds())) {
            return files.sorted().toList().stream();
        }
    }

    private static Path seeds() throws URISyntaxException {
        return Path.of(
                FlowValidatorFuzzTest.class.getResource("/flow-json/fuzz").toURI());
    }

    @ParameterizedTest
    @MethodSource("files")
    void earlierFilesHoldTheProperties(Path file) throws IOException {
        FlowValidatorFuzzer.fuzzerTestOneInput(Files.readAllBytes(file));
    }

    @Test
    void jazzerFindsNoFileThatBreaksAProperty() throws Exception {
        var corpus = Files.createDirectories(FOLDER.resolve("corpus"));
        var output = FOLDER.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FlowValidatorFuzzer.class.getName(),
                        "--instrumentation_includes=io.parley.flow.validation.**",
                        "--custom_hook_includes=io.parley.flow.validation.**",
                        "--reproducer_path=" + FOLDER,
                        "-artifact_prefix=" + FOLDER + "/",
                        "-max_total_time=" + SECONDS,
                        "-max_len=8192",
                        "-timeout=60",
                        "-rss_limit_mb=0", // The heap has its own limit; the hooks and mapped jars need over 2 GB.
                        corpus.toString(),
                        seeds().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(SECONDS + 300L, TimeUnit.SECONDS), "Jazzer does not end; see " + output);
        } finally {
            process.destroyForcibly();
        }

        var lines = Files.readAllLines(output);
        assertEquals(
                0,
                process.exitValue(),
                () -> "see " + output + "; copy the file that it names to src/test/resources/flow-json/fuzz");
        assertFalse(lines.stream().noneMatch(line -> line.startsWith("Done ")), lines::toString);
        lines.stream().filter(line -> line.startsWith("Done ")).forEach(System.out::println);
    }
}
