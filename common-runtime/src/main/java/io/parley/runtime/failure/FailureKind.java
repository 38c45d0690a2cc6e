package io.parley.runtime.failure;

/**
 * What a failure means for the operation that failed, and so whether a repetition may succeed. In order of precedence: a
 * failure and its causes have the first kind that one of them has.
 */
public enum FailureKind {
    /** A disk or an object store of ours is full or unavailable. */
    STORAGE,
    /** The database rejects a value. The same operation fails again. */
    INVALID_DATA,
    /** The database rolled the transaction back because of another one (deadlock, serialization): retry at once. */
    ROLLED_BACK,
    /** No connection was established, so nothing was sent. */
    UNREACHABLE,
    /** The connection was lost or the deadline passed: the request may or may not have had its effect. */
    NO_RESPONSE,
    /** A dependency, or a queue before it, refuses work at the moment. Nothing was done. */
    UNAVAILABLE,
    /** The database rejects a statement whatever its values, as before a migration has run. */
    STATEMENT_REJECTED,
    /** A defect of ours, or a failure that no library announces. */
    UNEXPECTED;

    /** Whether a dependency failed rather than the operation: the operation may succeed later, unchanged. */
    public boolean isOutage() {
        return switch (this) {
            case STORAGE, ROLLED_BACK, UNREACHABLE, NO_RESPONSE, UNAVAILABLE -> true;
            case INVALID_DATA, STATEMENT_REJECTED, UNEXPECTED -> false;
        };
    }
}
