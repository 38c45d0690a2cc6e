package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./dev up --demo}: loads demo data by the program {@code parley}, which uses the public APIs only.
 *
 * @param home the checkout with the built modules
 * @param progress receives what the program prints
 */
record DemoLoader(Path home, StateFolder state, Progress progress) {
    private static final int TIMEOUT_SECONDS = 60;

    /** A failure is reported, and the platform stays up. */
    void load() {
        var jar = Components.jar(home.resolve("deploy/cli/target"), "parley-cli");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            var program = new ProcessBuilder(
                            java,
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-jar",
                            jar.toString(),
                            "demo",
                            "--state",
                            state.root().toString())
                    .redirectErrorStream(true)
                    .start();
            progress.print("Loading demo data …");
            CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS).execute(program::destroyForcibly);
            program.inputReader().lines().forEach(progress::print);
            if (program.waitFor() != 0) {
                progress.print("The demo data is incomplete; ./dev demo loads the rest.");
            }
        } catch (IOException e) {
            progress.print(
                    "The demo data cannot be loaded: " + StartupFailure.describe(new UncheckedIOException(e), state));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
