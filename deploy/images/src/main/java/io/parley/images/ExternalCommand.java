package io.parley.images;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the build machine (git, apt-get, dpkg-deb, jlink) and returns what it prints. */
final class ExternalCommand {

    /** The slowest are a download of packages and jlink on a busy machine. */
    private static final int MINUTES = 5;

    private static final int SHOWN_CHARACTERS = 2000;

    private ExternalCommand() {}

    /**
     * Returns the output without the last line break.
     *
     * @throws ImageBuildException if the program is missing, fails, or does not end within five minutes
     */
    static String run(Path folder, List<String> command) {
        try {
            var output = Files.createTempFile("parley-images-", ".out");
            try {
                return run(folder, command, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new ImageBuildException("Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageBuildException("Interrupted while " + command.getFirst() + " ran.", e);
        }
    }

    private static String run(Path folder, List<String> command, Path output) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new ImageBuildException(command.getFirst() + " did not end within " + MINUTES + " minutes.");
        }
        var text = Files.readString(output).stripTrailing();
        if (process.exitValue() != 0) {
            throw new ImageBuildException("%s failed with status %d:%n%s"
                    .formatted(String.join(" ", command), process.exitValue(), end(text)));
        }
        return text;
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS));
    }
}
