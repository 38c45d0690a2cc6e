package io.parley.runtime.command;

import java.time.Duration;
import java.time.Instant;

/** Time as the commands use it: waiting blocks the only thread of the program. */
public interface Waiting {

    Instant now();

    void pause(Duration time);

    /** Returns the time of the system. */
    static Waiting ofSystem() {
        return new Waiting() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration time) {
                try {
                    Thread.sleep(time);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CommandFailure("Interrupted.");
                }
            }
        };
    }
}
