package io.parley.runtime.logging;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A failure for the log: the same class name and stack trace, with sensitive data removed from messages. */
final class RedactedThrowable extends Throwable {
    private static final long serialVersionUID = 1L;

    private final String text;

    private RedactedThrowable(Throwable original, @Nullable Throwable cause) {
        super(message(original), cause, false, true);
        setStackTrace(original.getStackTrace());
        text = Redaction.of(original.toString());
    }

    /** Returns the failure itself if no message of its chain has sensitive data. */
    static Throwable of(Throwable failure) {
        return isSensitive(failure) ? redacted(failure, seen()) : failure;
    }

    @Override
    public String toString() {
        return text;
    }

    private static RedactedThrowable redacted(Throwable failure, Set<Throwable> seen) {
        seen.add(failure);
        var cause = failure.getCause();
        return new RedactedThrowable(failure, cause == null || seen.contains(cause) ? null : redacted(cause, seen));
    }

    private static boolean isSensitive(Throwable failure) {
        var seen = seen();
        for (var cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (isSensitiveItself(cause)) {
                return true;
            }
            for (var other : cause.getSuppressed()) {
                if (isSensitiveItself(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSensitiveItself(Throwable failure) {
        var text = String.valueOf(failure);
        return !Redaction.of(text).equals(text);
    }

    private static @Nullable String message(Throwable failure) {
        return failure.getMessage() == null ? null : Redaction.of(failure.getMessage());
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
