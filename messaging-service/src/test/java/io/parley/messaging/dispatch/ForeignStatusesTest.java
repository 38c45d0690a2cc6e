package io.parley.messaging.dispatch;

import static io.parley.messaging.dispatch.LostResponse.EXCERPT;
import static io.parley.messaging.dispatch.LostResponse.TEXT;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.RecordDelivery;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Orphaned statuses that could be of another message settle no message in doubt. The message is resent: nothing may count
 * as delivered that was not sent.
 */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("fault")
class ForeignStatusesTest {
    @Inject
    LostResponse lost;

    @Inject
    DispatchTable table;

    @Inject
    RecordDelivery deliveries;

    @Test
    void referenceOfAnotherMessageSettlesNothing() {
        var id = lost.sendInDoubt(TEXT);

        lost.record(MessageState.DELIVERED, "lost-1", ScriptedChannel.reference(id, 7), EXCERPT);

        lost.assertResent(id);
    }

    @Test
    void longTextWithMissingReferencesIsResent() {
        var id = lost.sendInDoubt("first part of it|second part of it");

        lost.record(MessageState.DELIVERED, "lost-1", ScriptedChannel.reference(id, 0), null);

        lost.assertResent(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Your code is 4711, ke", "Your", "Your parcel comes ??"})
    void differentOrTooShortExcerptSettlesNothing(String excerpt) {
        var id = lost.sendInDoubt(TEXT);

        lost.record(MessageState.DELIVERED, "lost-1", null, excerpt);

        lost.assertResent(id);
    }

    @Test
    void statusesOfTwoUnknownMessagesSettleNothing() {
        var id = lost.sendInDoubt(TEXT);

        lost.record(MessageState.DELIVERED, "lost-1", null, EXCERPT);
        lost.record(MessageState.DELIVERED, "lost-2", null, EXCERPT);

        lost.assertResent(id);
    }

    @Test
    void statusBeforeTheCallSettlesNothing() {
        var id = lost.sendInDoubt(TEXT);

        lost.record(MessageState.DELIVERED, "lost-1", null, EXCERPT);
        table.sql("update dispatch_job set attempted_at = now() + interval '1 s' where message_id = $1", id);

        lost.assertResent(id);
    }

    @Test
    void statusOfAnotherRecipientSettlesNothing() {
        var id = lost.sendInDoubt(TEXT);

        lost.recordOf(Tenant.person(), MessageState.DELIVERED, "lost-1", null, EXCERPT);

        lost.assertResent(id);
    }

    @Test
    void statusOfAnotherSenderSettlesNothing() {
        var id = lost.sendInDoubt(TEXT);

        deliveries
                .record(new Status(
                        "viber",
                        "lost-1",
                        null,
                        MessageState.DELIVERED,
                        Instant.now(),
                        null,
                        null,
                        new SubmitHints("another", lost.person, null, EXCERPT)))
                .await()
                .atMost(Duration.ofSeconds(5));

        lost.assertResent(id);
    }

    @Test
    void unknownStateSettlesNothing() {
        var id = lost.sendInDoubt(TEXT);

        lost.record(MessageState.UNKNOWN, "lost-1", null, EXCERPT);

        lost.assertResent(id);
    }

    /** The earlier one was sent twice, and the receipt of its first copy arrives late. */
    @Test
    void lateStatusOfAnEarlierMessageWithUnknownIdSettlesNothing() {
        var earlier = lost.sendInDoubt(TEXT);
        lost.assertResent(earlier);
        var id = lost.sendInDoubt(TEXT);

        lost.record(MessageState.DELIVERED, "lost-of-earlier", null, EXCERPT);

        lost.assertResent(id);
    }

    @Test
    void providerWithOtherOrphansIsNotTrusted() {
        var id = lost.sendInDoubt(TEXT);
        lost.recordOf(Tenant.person(), MessageState.DELIVERED, "foreign", null, null);
        table.sql(
                "update orphan_status set received_at = now() - interval '1 minute' where provider_id like 'foreign%'");

        lost.record(MessageState.DELIVERED, "lost-1", null, EXCERPT);

        lost.assertResent(id);
    }

    /** A pair's messages are sent in sequence, so the second one in doubt is inserted by SQL. */
    @Test
    void statusSettlesNothingIfTwoMessagesOfThePairAreInDoubt() {
        var id = lost.sendInDoubt(TEXT);
        var other = lost.tenant.send(lost.person, TEXT);
        table.sql(
                "update dispatch_job set state = 'in_doubt', attempt = 1, attempted_at = now(), hold_until = 1000000000000"
                        + " where message_id = $1",
                other);

        lost.record(MessageState.DELIVERED, "lost-1", null, EXCERPT);

        lost.assertResent(id);
        table.sql("delete from dispatch_job where message_id = $1", other);
    }

    @Test
    void longTextIsNeverSettledByPair() {
        var id = lost.sendInDoubt("first part of it|second part of it");

        lost.record(MessageState.DELIVERED, "lost-1", null, "first part of it|sec");

        lost.assertResent(id);
    }
}
