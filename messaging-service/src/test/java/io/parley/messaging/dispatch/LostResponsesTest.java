package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.RecordDelivery;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.message.WithTenant;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.messaging.queue.WebhookClock;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Orphaned statuses settle a message in doubt if they cannot be of any other message, and then nothing is sent twice.
 * If they could be of another message, the message is resent: nothing may count as delivered that was not sent.
 */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("fault")
class LostResponsesTest extends WithTenant {

    private static final String TEXT = "Your parcel comes tomorrow between eight and ten";
    private static final String EXCERPT = "Your parcel comes to";

    @Inject
    RecordDelivery deliveries;

    @Inject
    WebhookClock clock;

    @Inject
    DispatchTable table;

    @BeforeEach
    void deleteStatusesOfOtherTests() {
        table.sql("delete from webhook_beat");
        table.sql("delete from orphan_status");
        table.sql("delete from unknown_submission");
    }

    @Test
    void referenceSettlesBeforeTheHoldEnds() {
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-1", person, ScriptedChannel.reference(id, 0), null);

        Eventually.holds(() -> assertEquals("delivered", tenant.status(id)));
        assertEquals(1, calls());
        assertEquals(0, table.jobs(id));
    }

    @Test
    void referenceOfAnotherMessageSettlesNothing() {
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-1", person, ScriptedChannel.reference(id, 7), EXCERPT);

        assertResent(id);
    }

    @Test
    void longTextIsSettledByReferencesOfAllSegments() {
        var id = sendInDoubt("first part of it|second part of it");
        record(MessageState.DELIVERED, "lost-2", person, ScriptedChannel.reference(id, 1), null);
        Eventually.pause(Duration.ofMillis(600)); // three rounds
        assertEquals(DispatchJobState.IN_DOUBT, table.state(id));

        record(MessageState.DELIVERED, "lost-1", person, ScriptedChannel.reference(id, 0), null);

        Eventually.holds(() -> assertEquals("delivered", tenant.status(id)));
        assertEquals(1, calls());
    }

    @Test
    void longTextWithMissingReferencesIsResent() {
        var id = sendInDoubt("first part of it|second part of it");

        record(MessageState.DELIVERED, "lost-1", person, ScriptedChannel.reference(id, 0), null);

        assertResent(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", EXCERPT, TEXT})
    void statusOfTheSamePairSettlesWhenTheHoldEnds(String excerpt) {
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-1", person, null, excerpt);
        Eventually.pause(Duration.ofMillis(600)); // three rounds
        assertEquals(DispatchJobState.IN_DOUBT, table.state(id), "not settled before the end of the hold");

        Eventually.holds(() -> {
            beat();
            assertEquals("delivered", tenant.status(id));
        });
        assertEquals(1, calls());
    }

    @Test
    void severalStatusesOfOneMessageSettleIt() {
        var id = sendInDoubt(TEXT);
        record(MessageState.DELIVERED, "lost-1", person, null, null);
        record(MessageState.SEEN, "lost-1", person, null, null);

        Eventually.holds(() -> {
            beat();
            assertEquals("seen", tenant.status(id));
        });
        assertEquals(1, calls());
    }

    @Test
    void failureStatusSettlesAsFailed() {
        var id = sendInDoubt(TEXT);
        record(MessageState.CHANNEL_FAILED, "lost-1", person, null, null);

        Eventually.holds(() -> {
            beat();
            assertEquals("failed", tenant.status(id));
        });
        assertEquals(1, calls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Your code is 4711, ke", "Your", "Your parcel comes ??"})
    void differentOrTooShortExcerptSettlesNothing(String excerpt) {
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-1", person, null, excerpt);

        assertResent(id);
    }

    @Test
    void statusesOfTwoUnknownMessagesSettleNothing() {
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-1", person, null, EXCERPT);
        record(MessageState.DELIVERED, "lost-2", person, null, EXCERPT);

        assertResent(id);
    }

    @Test
    void statusBeforeTheCallSettlesNothing() {
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-1", person, null, EXCERPT);
        table.sql("update dispatch_job set attempted_at = now() + interval '1 s' where message_id = $1", id);

        assertResent(id);
    }

    @Test
    void statusOfAnotherRecipientSettlesNothing() {
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-1", Tenant.person(), null, EXCERPT);

        assertResent(id);
    }

    @Test
    void statusOfAnotherSenderSettlesNothing() {
        var id = sendInDoubt(TEXT);

        deliveries
                .record(new Status(
                        "viber",
                        "lost-1",
                        null,
                        MessageState.DELIVERED,
                        Instant.now(),
                        null,
                        null,
                        new SubmitHints("another", person, null, EXCERPT)))
                .await()
                .atMost(Duration.ofSeconds(5));

        assertResent(id);
    }

    @Test
    void unknownStateSettlesNothing() {
        var id = sendInDoubt(TEXT);

        record(MessageState.UNKNOWN, "lost-1", person, null, EXCERPT);

        assertResent(id);
    }

    /** The earlier one was sent twice, and the receipt of its first copy arrives late. */
    @Test
    void lateStatusOfAnEarlierMessageWithUnknownIdSettlesNothing() {
        var earlier = sendInDoubt(TEXT);
        assertResent(earlier);
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-of-earlier", person, null, EXCERPT);

        assertResent(id);
    }

    @Test
    void providerWithOtherOrphansIsNotTrusted() {
        var id = sendInDoubt(TEXT);
        record(MessageState.DELIVERED, "foreign", Tenant.person(), null, null);
        table.sql(
                "update orphan_status set received_at = now() - interval '1 minute' where provider_id like 'foreign%'");

        record(MessageState.DELIVERED, "lost-1", person, null, EXCERPT);

        assertResent(id);
    }

    /** A pair's messages are sent in sequence, so the second one in doubt is inserted by SQL. */
    @Test
    void statusSettlesNothingIfTwoMessagesOfThePairAreInDoubt() {
        var id = sendInDoubt(TEXT);
        var other = tenant.send(person, TEXT);
        table.sql(
                "update dispatch_job set state = 'in_doubt', attempt = 1, attempted_at = now(), hold_until = 1000000000000"
                        + " where message_id = $1",
                other);

        record(MessageState.DELIVERED, "lost-1", person, null, EXCERPT);

        assertResent(id);
        table.sql("delete from dispatch_job where message_id = $1", other);
    }

    @Test
    void longTextIsNeverSettledByPair() {
        var id = sendInDoubt("first part of it|second part of it");

        record(MessageState.DELIVERED, "lost-1", person, null, "first part of it|sec");

        assertResent(id);
    }

    private UUID sendInDoubt(String text) {
        channel.script(
                person,
                call -> call.attempt() == 1
                        ? ScriptedChannel.requests(TransportFailure.noAnswer())
                        : ScriptedChannel.accepted(call));
        var id = tenant.send(person, text);
        Eventually.holds(() -> assertEquals(DispatchJobState.IN_DOUBT, table.state(id)));
        return id;
    }

    private void assertResent(UUID id) {
        Eventually.holds(() -> {
            beat();
            assertEquals("dispatched", tenant.status(id));
        });
        assertEquals(
                2,
                channel.callsTo(person).stream()
                        .filter(call -> call.messageId().equals(id))
                        .count());
    }

    private int calls() {
        return channel.callsTo(person).size();
    }

    private void beat() {
        clock.beat(Map.of(0, Instant.now())).await().atMost(Duration.ofSeconds(5));
    }

    private void record(MessageState state, String providerId, String recipient, Integer reference, String text) {
        deliveries
                .record(new Status(
                        "viber",
                        providerId + "-" + person,
                        null,
                        state,
                        Instant.now(),
                        null,
                        null,
                        new SubmitHints(tenant.serviceId(), recipient, reference, text)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
