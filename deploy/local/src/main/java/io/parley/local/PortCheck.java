package io.parley.local;

import io.parley.embedded.EmbeddedPostgres;
import java.util.concurrent.TimeUnit;

/** Whether a platform may start here: nobody runs from the folder, and every port is free. */
record PortCheck(Ports ports, StateFolder state) {

    /** Children of a launcher that was killed need a moment to notice. */
    private static final int SECONDS_TO_LEAVE = 10;

    void require() {
        requireNoPlatform(state);
        var running = RunningPlatform.read(state);
        if (running.isPresent()) {
            EmbeddedPostgres.at(state.postgres()).stopLeftOver();
            awaitFreePorts();
        }
        ports.taken().ifPresent(port -> {
            throw new StartupException(
                    "Port " + port + " is taken by another program; --port-base N moves all of Parley's ports"
                            + " (now " + ports.base() + ").");
        });
    }

    static void requireNoPlatform(StateFolder state) {
        RunningPlatform.read(state).flatMap(RunningPlatform::process).ifPresent(launcher -> {
            throw new StartupException("Parley already runs from " + state.root() + " (process " + launcher.pid()
                    + "); ./dev down stops it, --state DIR takes another folder.");
        });
    }

    private void awaitFreePorts() {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_LEAVE);
        while (ports.taken().isPresent() && System.nanoTime() < end) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
