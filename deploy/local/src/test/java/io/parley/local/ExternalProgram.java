package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs that the tests check the product with. */
final class ExternalProgram {
    private static final long MINUTES = 3;

    private ExternalProgram() {}

    /** Runs it to its end in the folder; what it printed, which must come with exit code 0. */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(Files.createDirectories(folder), "output", ".txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), command + " does not end; see " + output);
        } finally {
            process.destroyForcibly();
        }
        var text = Files.readString(output);
        assertEquals(0, process.exitValue(), command + " printed\n" + text);
        return text.strip();
    }

    /** A program of the npm packages, for {@link #run}. */
    static String npm(String name) throws Exception {
        NodeScript.install();
        return NodeScript.MODULES.resolve(".bin").resolve(name).toString();
    }
}
