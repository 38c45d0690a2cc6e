package io.parley.runtime.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The failures of the database clients, with this module's classifier installed. */
class DatabaseFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true", // connection failure
        "25006, true", // a standby or a full server that is read-only
        "28P01, true", // password is being changed
        "40P01, true", // deadlock
        "53100, true", // disk full
        "53300, true", // too many connections
        "55P03, true", // lock not available
        "57014, true", // statement timeout
        "57P01, true", // shut down
        "57P03, true", // starting up
        "58030, true", // I/O error
        "22021, false",
        "23505, false",
        "42501, false",
        "42P01, false"
    })
    void sqlStatesOfOutagesAreRecognised(String state, boolean outage) {
        assertEquals(outage, Failures.isOutage(new PgException("message", "ERROR", state, "detail")));
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
                new NoStackTraceThrowable("Pending requests failed to be sent due to connection has been closed."),
                ClosedConnectionException.INSTANCE,
                new DatabaseUnavailable(new IllegalStateException("Timeout waiting for connection")));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aLostOrMissingConnectionIsAnOutage(Throwable outage) {
        assertTrue(Failures.isOutage(outage));
        assertTrue(Failures.isOutage(new CompletionException(new IllegalStateException(outage))));
    }

    @Test
    void otherFailuresOfTheClientAreNoOutage() {
        assertFalse(Failures.isOutage(new NoStackTraceThrowable("Parameter at position[0] has the wrong type")));
    }

    static Stream<Arguments> descriptions() {
        return Stream.of(
                Arguments.of("connection closed", ClosedConnectionException.INSTANCE),
                Arguments.of(
                        "database unavailable (SQLSTATE 57P01)", new PgException("terminating", "FATAL", "57P01", "")),
                Arguments.of("database unavailable (SQLSTATE 08006)", new SQLException("lost", "08006")),
                Arguments.of(
                        "no database connection in time", new VertxException("Timeout waiting for connection", true)));
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void anOutageIsDescribed(String description, Throwable failure) {
        assertEquals(description, Failures.describe(failure));
        assertTrue(Failures.isOutage(failure));
        assertTrue(Failures.isOutage(new RuntimeException("wrapped", failure)));
    }

    @Test
    void aRejectionIsDescribedByItsStateOnly() {
        var duplicate = new PgException("Key (number)=(4915112345678) already exists", "ERROR", "23505", "");
        var noTable = new PgException("relation \"message\" does not exist", "ERROR", "42P01", "");

        assertEquals("value rejected (SQLSTATE 23505)", Failures.describe(duplicate));
        assertEquals(FailureKind.INVALID_DATA, Failures.kindOf(duplicate));
        assertEquals("statement rejected (SQLSTATE 42P01)", Failures.describe(noTable));
        assertEquals(FailureKind.STATEMENT_REJECTED, Failures.kindOf(noTable));
    }
}
