package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A validation needs at most twenty times the size of the file: a JVM with that heap validates the files of the maximum size that
 * need most. What the JVM, Jackson and the rules need is added to it.
 */
@Tag("slow")
class FlowValidatorMemoryTest {
    private static final int MAX_RATIO = 20;
    private static final int JVM_MEGABYTES = 48;
    private static final int FILE_MEGABYTES = FlowValidator.MAX_SIZE / 1024 / 1024;

    @TempDir
    Path folder;

    @Test
    void aFileNeedsAtMostTwentyTimesItsSize() throws Exception {
        var files = new ArrayList<String>();
        for (var name : LargeFlows.names()) {
            var content = LargeFlows.file(name);
            assertTrue(content.length <= FlowValidator.MAX_SIZE && content.length > FlowValidator.MAX_SIZE - 100, name);
            files.add(Files.write(folder.resolve(name), content).toString());
        }

        var output = validate(files);

        var reports = output.lines().filter(line -> line.startsWith("errors ")).toList();
        assertEquals(files.size(), reports.size(), output);
        assertTrue(reports.stream().noneMatch("errors 0"::equals), output);
    }

    private String validate(List<String> files) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (MAX_RATIO * FILE_MEGABYTES + JVM_MEGABYTES) + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FlowValidatorMemory.class.getName()));
        command.addAll(files);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(10, TimeUnit.MINUTES), () -> "still running: " + read(output));
        } finally {
            process.destroyForcibly();
        }
        return read(output);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
