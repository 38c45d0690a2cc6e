package io.parley.local;

import io.parley.embedded.EmbeddedPostgres;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code ./dev down}: stops the platform of a state folder, and the database of a killed one. */
record Stop(StateFolder state) {

    private static final int SECONDS = 120;

    int run() {
        var running = RunningPlatform.read(state);
        var launcher = running.flatMap(RunningPlatform::process);
        if (launcher.isEmpty()) {
            EmbeddedPostgres.at(state.postgres()).stopLeftOver();
            Launcher.print("Parley is not running from " + state.root() + ".");
            return 0;
        }
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StartupException("Parley (process " + launcher.get().pid() + ") did not stop.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Launcher.print("Parley is stopped.");
        return 0;
    }
}
