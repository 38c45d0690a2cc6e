package io.parley.local;

import io.parley.embedded.EmbeddedPostgres;
import java.util.concurrent.TimeUnit;

/** Checks that no platform runs from the folder, and that every port is free. */
record PortCheck(Ports ports, StateFolder state) {

    /** The child processes of a killed launcher end with a delay. */
    private static final int SECONDS_TO_END = 10;

    void require() {
        requireNoPlatform(state);
        var running = RunningPlatform.read(state);
        if (running.isPresent()) {
            EmbeddedPostgres.at(state.postgres()).stopLeftOver();
            awaitFreePorts();
        }
        ports.occupied().ifPresent(port -> {
            throw new StartupException(
                    "Port " + port + " is in use by another program; --port-base N moves all of Parley's ports"
                            + " (now " + ports.base() + ").");
        });
    }

    static void requireNoPlatform(StateFolder state) {
        RunningPlatform.read(state).flatMap(RunningPlatform::process).ifPresent(launcher -> {
            throw new StartupException("Parley is already running from " + state.root() + " (process " + launcher.pid()
                    + "); ./dev down stops it, --state DIR selects another folder.");
        });
    }

    private void awaitFreePorts() {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_END);
        while (ports.occupied().isPresent() && System.nanoTime() < end) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
