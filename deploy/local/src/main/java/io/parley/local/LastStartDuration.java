package io.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long the last start took, for the progress bar. Not in the state folder, which {@code --reset} clears.
 *
 * @param file in the build folder of the checkout
 */
record LastStartDuration(Path file) {
    /** Of a first start, without start-up caches. */
    static final Duration DEFAULT = Duration.ofSeconds(20);

    static LastStartDuration of(Path home) {
        return new LastStartDuration(home.resolve("target/dev-start.millis"));
    }

    Duration last() {
        try {
            return Files.exists(file)
                    ? Duration.ofMillis(Long.parseLong(Files.readString(file).strip()))
                    : DEFAULT;
        } catch (IOException | NumberFormatException e) {
            return DEFAULT;
        }
    }

    /** Keeps the duration. A folder that cannot be written has no effect but a worse estimate. */
    void keep(Duration duration) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, duration.toMillis() + "\n");
        } catch (IOException e) {
            Launcher.LOG.fine("The duration of the start cannot be kept.");
        }
    }
}
