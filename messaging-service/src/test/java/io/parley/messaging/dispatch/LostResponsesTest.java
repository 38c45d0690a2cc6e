package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orphaned statuses settle a message in doubt if they cannot be of any other message, and then nothing is sent twice. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("fault")
class LostResponsesTest extends WithLostResponse {

    @Test
    void referenceSettlesBeforeTheHoldEnds() {
        var id = sendInDoubt(TEXT);

        record(MessageState.DELIVERED, "lost-1", person, ScriptedChannel.reference(id, 0), null);

        Eventually.holds(() -> assertEquals("delivered", tenant.status(id)));
        assertEquals(1, calls());
        assertEquals(0, table.jobs(id));
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
}
