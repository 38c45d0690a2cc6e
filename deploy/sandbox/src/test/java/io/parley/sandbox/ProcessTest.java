package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessTest {

    @Test
    void processReportsReadinessAndEndsWithItsParent() throws Exception {
        var parent = new ProcessBuilder("sleep", "60").start();
        var sandbox = start(parent.pid());
        try (var out = new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8))) {
            var line = out.readLine();
            assertTrue(line.startsWith("sandbox ready: http://127.0.0.1:"), line);
            assertTrue(line.contains("Not for production"), line);

            parent.destroyForcibly();

            assertTrue(sandbox.waitFor(5, TimeUnit.SECONDS));
        } finally {
            sandbox.destroyForcibly();
        }
    }

    private static Process start(long parent) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.parley.sandbox.Sandbox",
                        "--http-port=0",
                        "--smsc-port=0",
                        "--parent-pid=" + parent)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
