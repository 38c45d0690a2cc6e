package io.parley.runtime.database;

/** No database connection: the database is unavailable, or all connections of the pool are in use. Nothing was sent. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Has no stack trace, since many are created under load; the cause has none either. */
    DatabaseUnavailable(Throwable cause) {
        super("no database connection: " + cause.getMessage(), cause, false, false);
    }
}
