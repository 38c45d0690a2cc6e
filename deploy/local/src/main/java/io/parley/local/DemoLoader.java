package io.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./dev up --demo}: loads demo data by the program {@code parley}, which uses the public APIs only, and spreads its
 * messages over the last day.
 *
 * @param home the checkout with the built modules
 * @param progress receives what the user should know
 */
record DemoLoader(Path home, Platform platform, Progress progress) {
    private static final int TIMEOUT_SECONDS = 120;

    /** A failure is reported, and the platform stays up. */
    void load() {
        progress.print("Loading demo data …");
        try {
            var program = start();
            CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS).execute(program::destroyForcibly);
            var loaded = new ObjectMapper().readTree(program.inputReader());
            if (program.waitFor() == 0) {
                move(loaded);
            } else {
                // They fit into the buffer of the pipe, so the program has not waited for their reader.
                program.errorReader().lines().forEach(progress::print);
                progress.print("The demo data is incomplete; ./dev demo loads the rest.");
            }
        } catch (IOException e) {
            progress.print("The demo data cannot be loaded: "
                    + StartupFailure.describe(new UncheckedIOException(e), platform.state()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start() throws IOException {
        var jar = Components.jar(home.resolve("deploy/cli/target"), "parley-cli");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-jar",
                        jar.toString(),
                        "demo",
                        "--json",
                        "--state",
                        platform.state().root().toString())
                .start();
    }

    private void move(JsonNode loaded) {
        var summary = "Demo data: 2 accounts, %d new templates, %d new Flows, %d new messages"
                .formatted(
                        loaded.path("templates").asInt(),
                        loaded.path("flows").asInt(),
                        loaded.path("messages").asInt());
        try {
            new DemoTimeShift(platform).move(loaded.path("day"));
            progress.print(summary + (loaded.path("day").isEmpty() ? "." : " of the last 24 hours."));
        } catch (SQLException | IOException e) {
            progress.print(summary + ". They have the time of the load: " + e.getMessage());
        }
    }
}
