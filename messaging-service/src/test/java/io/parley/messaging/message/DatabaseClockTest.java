package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which results of statements set the clock: a deadline must never be too late, and no message is refused for long. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class DatabaseClockTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final SqlStatement LONG_AGO = SqlStatement.text(
                    "select timestamptz '2020-01-01T00:00:00Z' as database_time")
            .load();

    private final DatabaseClock clock = new DatabaseClock();

    @Inject
    Pool pool;

    @Test
    void aSlowResultIsNotKept() {
        clock.update(result(), System.nanoTime() - Duration.ofMillis(101).toNanos());

        assertTrue(now().isAfter(Instant.parse("2024-01-01T00:00:00Z")), "the clock is read again");
    }

    @Test
    void aFastResultIsKeptUntilNothingWasWritten() {
        clock.update(result(), System.nanoTime());
        assertEquals(2020, year());

        clock.update(none(), System.nanoTime());

        assertTrue(year() > 2020, "the clock is read again");
    }

    private SqlRows result() {
        return LONG_AGO.call().execute(pool).await().atMost(TIMEOUT);
    }

    private SqlRows none() {
        return SqlStatement.text("select 1 where false")
                .load()
                .call()
                .execute(pool)
                .await()
                .atMost(TIMEOUT);
    }

    private Instant now() {
        return clock.reading(pool).await().atMost(TIMEOUT).at(System.nanoTime());
    }

    private int year() {
        return now().atOffset(ZoneOffset.UTC).getYear();
    }
}
