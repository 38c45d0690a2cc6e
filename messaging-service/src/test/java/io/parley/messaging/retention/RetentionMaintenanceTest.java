package io.parley.messaging.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.RowCount;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Expired months are dropped, except those with pending work. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class RetentionMaintenanceTest {
    private static final UUID ACCOUNT = Ids.next();
    private static final UUID CALL = Ids.floor(Instant.parse("2020-03-15T00:00:00Z"));

    @Inject
    Pool pool;

    @Inject
    RetentionMaintenance maintenance;

    @Test
    void callbackPartitionIsDroppedOnceNoCallbackIsPending() {
        sql("select ensure_partitions('2020-03-01', 1)");
        sql("""
                insert into callback (id, account_id, kind, channel, event, body)
                values ('%s', '%s', 'status', 'sms', 'MessageStatus::delivered', '{}')""".formatted(CALL, ACCOUNT));
        sql("insert into callback_attempt (callback_id, at, attempt, duration_ms) values ('%s', now(), 1, 5)"
                .formatted(CALL));
        sql("insert into callback_job (id, account_id, due_at) values ('%s', '%s', now() + interval '1 day')"
                .formatted(CALL, ACCOUNT));

        maintenance.run().await().indefinitely();
        assertEquals(2, count("pg_class where relname in ('callback_202003', 'callback_attempt_202003')"));
        assertEquals(0, count("pg_class where relname = 'message_202003'"));
        assertEquals(1, count("callback_job where account_id = '" + ACCOUNT + "'"));

        sql("update callback_job set state = 'exhausted' where id = '%s'".formatted(CALL));
        maintenance.run().await().indefinitely();

        assertEquals(0, count("pg_class where relname in ('callback_202003', 'callback_attempt_202003')"));
        assertEquals(0, count("callback_job where account_id = '" + ACCOUNT + "'"));
    }

    @Test
    void callbacksOfADisabledEndpointExpire() {
        var call = Ids.floor(Instant.parse("2020-04-15T00:00:00Z"));
        sql("select ensure_partitions('2020-04-01', 1)");
        sql("""
                insert into callback (id, account_id, kind, channel, event, body)
                values ('%s', '%s', 'status', 'sms', 'MessageStatus::delivered', '{}')""".formatted(call, ACCOUNT));
        sql("insert into callback_job (id, account_id, state, endpoint_key) values ('%s', '%s', 'suspended', 7)"
                .formatted(call, ACCOUNT));
        // otherwise the callback's endpoint counts as enabled, and the callback is released and attempted
        sql("""
                insert into callback_endpoint (id, account_id, endpoint_key, url, failing_since, last_failure, disabled_at)
                values ('%s', '%s', 7, 'https://example.com', now(), now(), now())""".formatted(call, ACCOUNT));

        maintenance.run().await().indefinitely();

        assertEquals(0, count("pg_class where relname = 'callback_202004'"));
        assertEquals(0, count("callback_job where id = '" + call + "'"));
    }

    @Test
    void endpointsWithoutCallsAreDeleted() {
        sql("""
                insert into callback_endpoint (id, account_id, endpoint_key, url, failing_since, last_failure, disabled_at)
                values ('%s', '%s', 1, 'https://example.com', now() - interval '31 days', now() - interval '31 days', null),
                       ('%s', '%s', 2, 'https://example.com', now() - interval '40 days', now() - interval '31 days', now())""".formatted(Ids.next(), ACCOUNT, Ids.next(), ACCOUNT));

        maintenance.run().await().indefinitely();

        assertEquals(0, count("callback_endpoint where endpoint_key = 1"));
        assertEquals(1, count("callback_endpoint where endpoint_key = 2"));
    }

    @Test
    void deletesParkedEventsByAge() {
        sql("""
                insert into parked_event (id, source, reason, payload, parked_at)
                values ('old-event', 'sms', 'unreadable', '00', now() - interval '91 days'),
                       ('new-event', 'sms', 'unreadable', '00', now() - interval '89 days')""");

        maintenance.run().await().indefinitely();

        assertEquals(0, count("parked_event where id = 'old-event'"));
        assertEquals(1, count("parked_event where id = 'new-event'"));
    }

    @Test
    void keepsTheNewestParkedEventsUpToTheLimit() {
        sql("""
                insert into parked_event (id, source, reason, payload, parked_at)
                select 'flood-' || n, 'sms', 'unreadable', '00', now() - n * interval '1 s'
                from generate_series(1, 100001) n""");

        maintenance.run().await().indefinitely();

        assertEquals(100_000, count("parked_event"));
        assertEquals(0, count("parked_event where id = 'flood-100001'"));
        sql("delete from parked_event where id like 'flood-%'");
    }

    private void sql(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    private long count(String from) {
        return RowCount.of(pool, from);
    }
}
