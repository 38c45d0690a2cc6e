package io.parley.messaging.message;

import static io.parley.messaging.message.StatusRecorder.ofSegments;
import static io.parley.messaging.message.StatusRecorder.segments;
import static io.parley.messaging.message.StatusRecorder.statusWithId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which message a status belongs to if its id is written in another base. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class StatusIdsTest {
    @Inject
    Tenant tenant;

    @Inject
    StatusRecorder recorder;

    @Inject
    ScriptedChannel channel;

    @Inject
    RecordDelivery deliveries;

    @Test
    void idInTheOtherBaseMatchesASingleMessage() {
        var id = tenant.sendDispatched();
        var other = UUID.randomUUID().toString();

        recorder.record(List.of(statusWithId(other, ScriptedChannel.providerId(id), "none-" + other)));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void ambiguousIdInTheOtherBaseMatchesNothing() {
        var first = tenant.sendDispatched();
        var second = tenant.sendDispatched();

        recorder.record(List.of(
                statusWithId("0-" + first, ScriptedChannel.providerId(first), ScriptedChannel.providerId(second))));

        assertEquals("dispatched", tenant.status(first));
        assertEquals("dispatched", tenant.status(second));
    }

    /** The same digits are ids of two messages in the two bases: the recipient decides. */
    @Test
    void matchingRecipientWinsOverTheIdAsWritten() {
        var first = tenant.sendDispatched();
        var to = Tenant.person();
        var second = tenant.send(to, "hi");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(second)));

        recorder.record(List.of(new Status(
                "viber",
                ScriptedChannel.providerId(first),
                null,
                MessageState.DELIVERED,
                Instant.now(),
                null,
                null,
                new SubmitHints(tenant.serviceId(), to, null, ""),
                List.of(ScriptedChannel.providerId(second)),
                1)));

        assertEquals("dispatched", tenant.status(first));
        assertEquals("delivered", tenant.status(second));
    }

    @Test
    void idAsWrittenWinsOverTheOtherBase() {
        var first = tenant.sendDispatched();
        var second = tenant.sendDispatched();

        recorder.record(List.of(statusWithId(ScriptedChannel.providerId(first), ScriptedChannel.providerId(second))));

        assertEquals("delivered", tenant.status(first));
        assertEquals("dispatched", tenant.status(second));
    }

    @Test
    void receiptInTheOtherBaseBeforeTheResponseIsMatched() {
        var to = Tenant.person();
        channel.script(to, call -> deliveries
                .record(ofSegments(
                        statusWithId(
                                "early-" + call.messageId(),
                                segments(call.messageId()).getFirst()),
                        3))
                .replaceWith(new Submission.Accepted("viber", segments(call.messageId()))));

        var id = tenant.send(to, "long");

        Eventually.holds(() -> assertEquals("delivered", tenant.status(id)));
    }
}
