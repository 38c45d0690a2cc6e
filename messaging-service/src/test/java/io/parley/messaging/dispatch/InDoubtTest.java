package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.message.RecordDelivery;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.messaging.queue.WebhookClock;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages in doubt, lost claims, and the statuses that settle both. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class InDoubtTest {
    private static final ProviderError BUSY = new ProviderError("viber::error::7", "busy");

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    RecordDelivery deliveries;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    WebhookClock clock;

    @Inject
    DispatchTable table;

    @Inject
    Pool pool;

    private final String person = Tenant.person();

    @BeforeEach
    void resetHeartbeats() {
        table.sql("delete from webhook_beat");
    }

    @Test
    void statusSettlesAMessageInDoubtAndReleasesItsLane() {
        channel.answer(person, new Submission.InDoubt(BUSY));
        var inDoubt = tenant.send(person, "doubt");
        Eventually.holds(() -> assertEquals(DispatchJobState.IN_DOUBT, table.state(inDoubt)));
        channel.script(person, ScriptedChannel::accepted);
        var next = tenant.send(person, "next");
        assertEquals(1, channel.callsTo(person).size());

        record(inDoubt, inDoubt, MessageState.DELIVERED);

        assertEquals("delivered", tenant.status(inDoubt));
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(next)));
        assertEquals(2, channel.callsTo(person).size());
        assertEquals(0, table.jobs(inDoubt));
    }

    @Test
    void messageWithoutAStatusIsResentOnceAndThenFails() {
        channel.answer(person, new Submission.InDoubt(BUSY));
        var id = tenant.send(person, "silence");

        Eventually.holds(() -> {
            beat();
            assertEquals("failed", tenant.status(id));
        });

        assertEquals(2, channel.callsTo(person).size());
        assertEquals(
                "conversations::error::indoubt",
                tenant.get(id + "/events").then().extract().path("events[2].details.code"));
        assertEquals(0, table.jobs(id));
    }

    @Test
    void messageWithoutAStatusFailsIfResendsAreForbidden() {
        channel.failAfterSilence(tenant.sender());
        GivenCallbacks.ofSender(settings, tenant.sender(), "{'messageStatusUrl':'https://127.0.0.1:1/status'}");
        channel.answer(person, new Submission.InDoubt(BUSY));
        var id = tenant.send(person, "silence");
        Eventually.holds(() -> assertEquals(DispatchJobState.IN_DOUBT, table.state(id)));
        channel.script(person, ScriptedChannel::accepted);
        var next = tenant.send(person, "next in the lane");

        Eventually.holds(() -> {
            beat();
            assertEquals("failed", tenant.status(id));
        });

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(next)));
        assertEquals(
                List.of(id, next),
                channel.callsTo(person).stream()
                        .map(ScriptedChannel.Call::messageId)
                        .toList());
        assertEquals(
                "conversations::error::indoubt",
                tenant.get(id + "/events").then().extract().path("events[2].details.code"));
        assertEquals(
                1L,
                table.sql(
                        "select count(*) from callback where message_id = $1 and event = 'MessageStatus::failed'", id));
        assertEquals(0, table.jobs(id));
    }

    @Test
    void holdIsPausedWithoutWebhooks() {
        channel.answer(person, new Submission.InDoubt(BUSY));
        var id = tenant.send(person, "frozen");
        Eventually.holds(() -> assertEquals(DispatchJobState.IN_DOUBT, table.state(id)));

        Eventually.pause(Duration.ofMillis(3_500)); // longer than the hold

        assertEquals(1, channel.callsTo(person).size());
        assertEquals(DispatchJobState.IN_DOUBT, table.state(id));
    }

    @Test
    void expiredLeasePutsTheMessageInDoubt() {
        channel.answer(person, new Submission.Deferred(BUSY, Duration.ofHours(1), false));
        var id = tenant.send(person, "crash");
        Eventually.holds(() -> assertEquals(DispatchJobState.DUE, table.state(id)));

        table.sql(
                "update dispatch_job set state = 'claimed', lease_owner = 'other/1', leased_until = now() - interval '1 s'"
                        + " where message_id = $1",
                id);

        Eventually.holds(() -> assertEquals(DispatchJobState.IN_DOUBT, table.state(id)));
        assertEquals(1, channel.callsTo(person).size());
    }

    @Test
    void staleFenceCannotFailTheJobButItsAcceptanceIsRecorded() {
        var submissions = new ArrayList<Submission>(
                List.of(new Submission.Rejected(BUSY), Submission.Accepted.of("viber", "late-" + person)));
        channel.script(person, call -> claimedByAnother(call.messageId()).map(claimed -> submissions.removeFirst()));
        var id = tenant.send(person, "fence");
        Eventually.holds(() -> assertEquals(1, submissions.size()));
        Eventually.pause(Duration.ofMillis(500)); // time to record a response
        assertEquals("accepted", tenant.status(id));
        assertEquals(1, table.jobs(id));

        table.sql("update dispatch_job set state = 'due', due_at = now() where message_id = $1", id);

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        assertEquals(0, table.jobs(id));
        assertEquals(2, channel.callsTo(person).size());
    }

    /** Simulates a lease that expired during the call. */
    private Uni<?> claimedByAnother(UUID id) {
        return pool.preparedQuery("""
                        update dispatch_job set fence = fence + 1, leased_until = now() + interval '1 hour'
                        where message_id = $1""").execute(Tuple.of(id));
    }

    @Test
    void holdIsPausedIfAnotherPartitionLags() {
        beat(Map.of(0, Instant.now(), 1, Instant.now().minusSeconds(60)));
        var before = healthyMillis();

        beat();
        beat();

        assertEquals(before, healthyMillis());
    }

    @Test
    void statusBeforeTheResponseIsMatched() {
        channel.script(person, call -> {
            record(call.messageId(), null, MessageState.DELIVERED);
            return ScriptedChannel.accepted(call).onItem().delayIt().by(Duration.ofMillis(100));
        });

        var id = tenant.send(person, "early");

        Eventually.holds(() -> assertEquals("delivered", tenant.status(id)));
        assertEquals(
                0L,
                table.sql("select count(*) from orphan_status where provider_id = $1", ScriptedChannel.providerId(id)));
    }

    private long healthyMillis() {
        return (long) table.sql("select healthy_ms from webhook_clock");
    }

    private void beat() {
        beat(Map.of(0, Instant.now()));
    }

    private void beat(Map<Integer, Instant> newest) {
        clock.beat(newest).await().atMost(Duration.ofSeconds(5));
    }

    private void record(UUID sent, UUID messageId, MessageState state) {
        var recorded = deliveries.record(
                new Status("viber", ScriptedChannel.providerId(sent), messageId, state, Instant.now(), null, null));
        if (io.vertx.core.Context.isOnEventLoopThread()) {
            recorded.subscribe().with(ignored -> {});
        } else {
            recorded.await().atMost(Duration.ofSeconds(5));
        }
    }
}
