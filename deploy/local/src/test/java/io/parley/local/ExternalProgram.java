package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs external programs for tests. */
final class ExternalProgram {
    private static final long MINUTES = 3;

    private ExternalProgram() {}

    /** Runs a program in the folder. Returns its output; fails unless the exit code is 0. */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(Files.createDirectories(folder), "output", ".txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), command + " did not end; see " + output);
        } finally {
            process.destroyForcibly();
        }
        var text = Files.readString(output);
        assertEquals(0, process.exitValue(), command + " printed\n" + text);
        return text.strip();
    }

    /** Returns the path of a program of the npm packages, for {@link #run}. */
    static String npm(String name) throws Exception {
        NodeScript.install();
        return NodeScript.MODULES.resolve(".bin").resolve(name).toString();
    }
}
