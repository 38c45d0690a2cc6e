package io.parley.runtime.database;

/** No connection to the database: it is unavailable, or all connections of the pool are in use. Nothing was sent to it. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Many are made just when there is no time for stack traces; the cause has none either. */
    DatabaseUnavailable(Throwable cause) {
        super("no database connection: " + cause.getMessage(), cause, false, false);
    }
}
