package io.parley.local;

import io.parley.embedded.EmbeddedPostgres;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code ./dev down}: stops the platform that runs from a state folder, and what a killed one left behind. */
record Stop(StateFolder state) {

    private static final int SECONDS = 120;

    int run() {
        var running = RunningPlatform.read(state);
        var launcher = running.flatMap(RunningPlatform::process);
        if (launcher.isEmpty()) {
            EmbeddedPostgres.at(state.postgres()).stopLeftOver();
            Launcher.print("Parley does not run from " + state.root() + ".");
            return 0;
        }
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StartupException("Parley (process " + launcher.get().pid() + ") does not stop.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Launcher.print("Parley is down.");
        return 0;
    }
}
