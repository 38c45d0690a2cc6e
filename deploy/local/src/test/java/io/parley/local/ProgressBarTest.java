package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class ProgressBarTest {
    private static final Path DEV = Path.of(System.getProperty("parley.home"), "dev");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "0, 20000, 0, '  0 %  about 20 s left'",
        "5000, 20000, 8, ' 25 %  about 15 s left'",
        "19900, 20000, 30, ' 99 %  about 1 s left'",
        "60000, 20000, 30, ' 99 %  it takes longer than the last time'",
        "1000, 0, 30, ' 99 %  it takes longer than the last time'",
    })
    void showsHowFarTheStartIs(long elapsed, long expected, int full, String text) {
        var line = ProgressBar.render(Duration.ofMillis(elapsed), Duration.ofMillis(expected));

        assertEquals(full, line.chars().filter(character -> character == '█').count(), line);
        assertEquals(
                30 - full, line.chars().filter(character -> character == '░').count(), line);
        assertTrue(line.endsWith(text), line);
    }

    @Test
    void linesAreAboveTheBarWhichIsRemovedAtTheEnd() {
        try (var bar =
                ProgressBar.of(new PrintStream(out, true), true, Duration.ofSeconds(9), InstantSource.system())) {
            bar.print("  postgres ready");
        }

        var printed = out.toString(StandardCharsets.UTF_8);
        assertTrue(
                printed.contains("\r\u001b[K  postgres ready" + System.lineSeparator() + "\r\u001b[K  \u001b[36m"),
                printed);
        assertTrue(printed.endsWith("\r\u001b[K"), printed);
    }

    @Test
    void withoutATerminalThereAreLinesOnly() {
        try (var bar =
                ProgressBar.of(new PrintStream(out, true), false, Duration.ofSeconds(9), InstantSource.system())) {
            bar.print("  postgres ready");
        }

        assertEquals("  postgres ready" + System.lineSeparator(), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theLastDurationIsKept() throws Exception {
        var duration = LastStartDuration.of(folder);
        assertEquals(LastStartDuration.DEFAULT, duration.last());

        duration.keep(Duration.ofMillis(4321));

        assertEquals(Duration.ofMillis(4321), LastStartDuration.of(folder).last());
        Files.writeString(folder.resolve("target/dev-start.millis"), "none");
        assertEquals(LastStartDuration.DEFAULT, duration.last());
    }

    /** In a pseudo-terminal of util-linux: a build has a bar, unless NO_COLOR is set. */
    @Test
    void theScriptDrawsABarInATerminalOnly() throws Exception {
        assertTrue(build("TERM=xterm").contains("%  about "), "bar");
        assertTrue(build("TERM=xterm").contains("[1/1] Parley"), "module");
        assertFalse(build("TERM=xterm NO_COLOR=1").contains("about"), "NO_COLOR");
        assertFalse(build("TERM=dumb").contains("\u001b"), "no terminal");
    }

    /** Runs ./dev up in a checkout whose Maven takes a moment and then fails. */
    private String build(String variables) throws Exception {
        var checkout = Files.createDirectories(folder.resolve("checkout"));
        if (Files.notExists(checkout.resolve("dev"))) {
            Files.copy(DEV, checkout.resolve("dev"));
            var maven = Files.writeString(
                    checkout.resolve("mvnw"),
                    "#!/bin/sh\necho '[INFO] Building Parley 0.1.0-SNAPSHOT    [1/1]'\nsleep 3\nexit 1\n");
            assertTrue(maven.toFile().setExecutable(true));
        }
        var command = "env %s JAVA_HOME=%s %s up"
                .formatted(variables, System.getProperty("java.home"), checkout.resolve("dev"));
        var process = new ProcessBuilder("script", "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), text);
        assertEquals(1, process.exitValue(), text);
        return text;
    }
}
