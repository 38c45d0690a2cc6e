package io.parley.cli;

import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls the platform or the sandbox until a condition holds; fails after 40 seconds. */
record Poller(Waiting waiting) {
    /** Longer than the delays of the statuses and the first retry of a callback, also on a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private static final Duration POLL = Duration.ofMillis(200);

    void until(String what, BooleanSupplier condition) {
        forResult(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    <T> T forResult(String what, Supplier<Optional<T>> result) {
        var deadline = waiting.now().plus(TIMEOUT);
        while (true) {
            var found = result.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (waiting.now().isAfter(deadline)) {
                throw new CommandFailure(ExitCode.TIMEOUT, "Not within " + TIMEOUT.toSeconds() + " s: " + what + ".");
            }
            waiting.pause(POLL);
        }
    }
}
