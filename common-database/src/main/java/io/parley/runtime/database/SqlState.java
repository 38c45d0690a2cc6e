package io.parley.runtime.database;

import io.parley.runtime.failure.FailureClassifier.Classification;
import io.parley.runtime.failure.FailureKind;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classifies database errors by their SQLSTATE: five characters, of which the first two are the class.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
final class SqlState {
    /** A standby or a full server that is read-only, an idle transaction ended, lock not available. */
    private static final Set<String> UNAVAILABLE = Set.of("25006", "25P03", "55P03");

    private SqlState() {}

    static Optional<Classification> classify(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return Optional.empty();
        }
        return switch (kind(state)) {
            case INVALID_DATA -> describe(FailureKind.INVALID_DATA, "value rejected", state);
            case ROLLED_BACK -> describe(FailureKind.ROLLED_BACK, "transaction rolled back", state);
            case UNAVAILABLE -> describe(FailureKind.UNAVAILABLE, "database unavailable", state);
            default -> describe(FailureKind.STATEMENT_REJECTED, "statement rejected", state);
        };
    }

    private static FailureKind kind(String state) {
        return switch (state.substring(0, 2)) {
            // Data exception, integrity constraint violation.
            case "22", "23" -> FailureKind.INVALID_DATA;
            // Serialization failure, deadlock.
            case "40" -> FailureKind.ROLLED_BACK;
            // Connection, login, insufficient resources, operator intervention, system error.
            case "08", "28", "53", "57", "58" -> FailureKind.UNAVAILABLE;
            default -> UNAVAILABLE.contains(state) ? FailureKind.UNAVAILABLE : FailureKind.STATEMENT_REJECTED;
        };
    }

    private static Optional<Classification> describe(FailureKind kind, String text, String state) {
        return Classification.of(kind, text + " (SQLSTATE " + state + ")");
    }
}
