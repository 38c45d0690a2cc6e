package io.parley.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Why something could not start, in a sentence; the stack trace goes to the launcher's log. */
final class StartupFailure {

    /** A first start writes about 150 MB: database, broker, logs. */
    private static final long MIN_FREE_MB = 200;

    private static final long NOTHING_LEFT_MB = 10;

    private static final long CACHES_MB = 1_000;

    private static final int MAX_DEPTH = 16;

    private StartupFailure() {}

    /** Refuses to begin what would only break in the middle. */
    static void requireSpace(StateFolder state) {
        var free = freeMegabytes(state);
        if (free < MIN_FREE_MB) {
            throw new StartupException(full(state, free));
        }
    }

    /** About 650 MB stay, and while one is written it takes twice its place; nothing else may suffer from it. */
    static boolean hasSpaceForCaches(StateFolder state) {
        return freeMegabytes(state) > MIN_FREE_MB + CACHES_MB;
    }

    static String sentence(Throwable failure, StateFolder state) {
        if (isDiskFull(failure)) {
            return full(state, freeMegabytes(state));
        }
        if (failure instanceof StartupException refusal) {
            return refusal.getMessage();
        }
        record(failure, state);
        return failure.getClass().getSimpleName() + ": "
                + String.valueOf(failure.getMessage()).lines().findFirst().orElse("") + "; "
                + state.root().resolve("logs/launcher.log") + " has the details.";
    }

    /** Of a part whose process ended before it was ready. */
    static String ofStopped(String part, StateFolder state) {
        var free = freeMegabytes(state);
        return free < NOTHING_LEFT_MB
                ? full(state, free)
                : part + " stopped while it was starting; " + state.log(part) + " says why.";
    }

    private static String full(StateFolder state, long free) {
        return "The disk is full: " + free + " MB are left for " + state.root() + ", and Parley needs at least "
                + MIN_FREE_MB + " MB. Make room, or choose a folder on another disk by --state DIR.";
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
            return Long.MAX_VALUE; // not known: whatever is wrong shows soon enough
        }
    }

    private static void record(Throwable failure, StateFolder state) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            Files.writeString(
                    state.log("launcher"), trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | RuntimeException e) {
            System.err.println(trace); // better than nothing
        }
    }
}
