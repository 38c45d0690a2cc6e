package io.parley.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Describes a failed start in one sentence; writes the stack trace to the launcher's log. */
final class StartupFailure {

    /** The first start writes about 150 MB: database, broker, logs. */
    private static final long MIN_FREE_MB = 200;

    private static final long NOTHING_LEFT_MB = 10;

    private static final long CACHES_MB = 1_000;

    private static final int MAX_DEPTH = 16;

    private StartupFailure() {}

    /** Fails before the start if the disk would become full during it. */
    static void requireSpace(StateFolder state) {
        var free = freeMegabytes(state);
        if (free < MIN_FREE_MB) {
            throw new StartupException(full(state, free));
        }
    }

    /** Caches use about 650 MB, and twice its size while one is written; other programs must keep enough space. */
    static boolean hasSpaceForCaches(StateFolder state) {
        return freeMegabytes(state) > MIN_FREE_MB + CACHES_MB;
    }

    static String describe(Throwable failure, StateFolder state) {
        if (isDiskFull(failure)) {
            return full(state, freeMegabytes(state));
        }
        if (failure instanceof StartupException known) {
            return known.getMessage();
        }
        record(failure, state);
        return failure.getClass().getSimpleName() + ": "
                + String.valueOf(failure.getMessage()).lines().findFirst().orElse("") + "; "
                + "see " + state.root().resolve("logs/launcher.log") + ".";
    }

    /** Describes a component whose process ended before it was ready. */
    static String ofStopped(String component, StateFolder state) {
        var free = freeMegabytes(state);
        return free < NOTHING_LEFT_MB
                ? full(state, free)
                : component + " stopped during start-up; see " + state.log(component) + ".";
    }

    private static String full(StateFolder state, long free) {
        return "The disk is full: " + free + " MB are free in " + state.root() + ", and Parley needs at least "
                + MIN_FREE_MB + " MB. Free some space, or choose a folder on another disk by --state DIR.";
    }

    private static boolean isDiskFull(Throwable failure) {
        var depth = 0;
        for (var cause = failure; cause != null && depth < MAX_DEPTH; cause = cause.getCause(), depth++) {
            var text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (text.contains("no space left") || text.contains("disk quota exceeded")) {
                return true;
            }
        }
        return false;
    }

    private static long freeMegabytes(StateFolder state) {
        try {
            return Files.getFileStore(state.root()).getUsableSpace() / (1024 * 1024);
        } catch (IOException e) {
            return Long.MAX_VALUE; // unknown: a full disk is reported later
        }
    }

    private static void record(Throwable failure, StateFolder state) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            Files.writeString(
                    state.log("launcher"), trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | RuntimeException e) {
            System.err.println(trace); // the log is not writable
        }
    }
}
