package io.parley.messaging.message;

import static io.parley.messaging.message.StatusRecorder.statusWithId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Provider ids are found by the day on which they were stored, whatever their number. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class StoredProviderIdsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Inject
    Tenant tenant;

    @Inject
    StatusRecorder recorder;

    @Inject
    Pool pool;

    @Inject
    SentIds sentIds;

    @Inject
    FindSentMessages sentMessages;

    @Test
    void statusOfAMessageThatWasSentWeeksAgoIsMatched() {
        var id = storedDaysAgo(58);

        recorder.record(List.of(statusWithId(ScriptedChannel.providerId(id))));

        assertEquals("delivered", tenant.status(id));
        assertTrue(isKnown(id));
        assertEquals(List.of(id), found(id));
    }

    @Test
    void afterSixtyDaysOnlyOperatorsFindTheMessage() {
        var id = storedDaysAgo(62);

        recorder.record(List.of(statusWithId(ScriptedChannel.providerId(id))));

        assertEquals("dispatched", tenant.status(id));
        assertFalse(isKnown(id));
        assertEquals(List.of(id), found(id));
    }

    @Test
    void anIdThatTheProviderHasUsedBeforeIsTheNewestMessage() {
        var before = storedDaysAgo(3);
        var now = tenant.sendDispatched();
        rows("update provider_ref set provider_id = $1 where message_id = $2", ScriptedChannel.providerId(now), before);

        recorder.record(List.of(statusWithId(ScriptedChannel.providerId(now))));

        assertEquals("delivered", tenant.status(now));
        assertEquals("dispatched", tenant.status(before));
    }

    /** The plan reads the indexes by day, and stops at the first day with the id. */
    @Test
    void oneDayIsReadForAnIdOfToday() {
        var id = ScriptedChannel.providerId(tenant.sendDispatched());
        var plan = rows("explain (analyze, buffers off, costs off, timing off, summary off)"
                        + " select message_id from provider_refs('viber', '" + id + "') limit 1")
                .stream()
                .map(row -> row.getString(0))
                .toList();

        assertTrue(
                plan.stream().anyMatch(line -> line.matches(".*Index Scan using provider_ref_\\d+_day_.* loops=1\\)")),
                plan::toString);
        assertTrue(plan.stream().noneMatch(line -> line.contains("Seq Scan")), plan::toString);
    }

    private UUID storedDaysAgo(int days) {
        var id = tenant.sendDispatched();
        rows("update provider_ref set day = day - $1::int where message_id = $2", days, id);
        return id;
    }

    private boolean isKnown(UUID id) {
        return sentMessages
                .knows("viber", List.of(ScriptedChannel.providerId(id)))
                .await()
                .atMost(TIMEOUT);
    }

    private List<UUID> found(UUID id) {
        return sentIds.ofProviderId(ScriptedChannel.providerId(id)).await().atMost(TIMEOUT);
    }

    private List<Row> rows(String statement, Object... parameters) {
        var rows = pool.preparedQuery(statement)
                .execute(Tuple.from(parameters))
                .await()
                .atMost(TIMEOUT);
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
