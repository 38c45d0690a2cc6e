package io.parley.messaging.dispatch;

import static io.parley.messaging.dispatch.LostResponse.EXCERPT;
import static io.parley.messaging.dispatch.LostResponse.TEXT;
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
import jakarta.inject.Inject;
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
class LostResponsesTest {
    @Inject
    LostResponse lost;

    @Inject
    DispatchTable table;

    @Test
    void referenceSettlesBeforeTheHoldEnds() {
        var id = lost.sendInDoubt(TEXT);

        lost.record(MessageState.DELIVERED, "lost-1", ScriptedChannel.reference(id, 0), null);

        Eventually.holds(() -> assertEquals("delivered", lost.tenant.status(id)));
        assertEquals(1, lost.calls());
        assertEquals(0, table.jobs(id));
    }

    @Test
    void longTextIsSettledByReferencesOfAllSegments() {
        var id = lost.sendInDoubt("first part of it|second part of it");
        lost.record(MessageState.DELIVERED, "lost-2", ScriptedChannel.reference(id, 1), null);
        Eventually.pause(Duration.ofMillis(600)); // three rounds
        assertEquals(DispatchJobState.IN_DOUBT, table.state(id));

        lost.record(MessageState.DELIVERED, "lost-1", ScriptedChannel.reference(id, 0), null);

        Eventually.holds(() -> assertEquals("delivered", lost.tenant.status(id)));
        assertEquals(1, lost.calls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", EXCERPT, TEXT})
    void statusOfTheSamePairSettlesWhenTheHoldEnds(String excerpt) {
        var id = lost.sendInDoubt(TEXT);

        lost.record(MessageState.DELIVERED, "lost-1", null, excerpt);
        Eventually.pause(Duration.ofMillis(600)); // three rounds
        assertEquals(DispatchJobState.IN_DOUBT, table.state(id), "not settled before the end of the hold");

        Eventually.holds(() -> {
            lost.beat();
            assertEquals("delivered", lost.tenant.status(id));
        });
        assertEquals(1, lost.calls());
    }

    @Test
    void severalStatusesOfOneMessageSettleIt() {
        var id = lost.sendInDoubt(TEXT);
        lost.record(MessageState.DELIVERED, "lost-1", null, null);
        lost.record(MessageState.SEEN, "lost-1", null, null);

        Eventually.holds(() -> {
            lost.beat();
            assertEquals("seen", lost.tenant.status(id));
        });
        assertEquals(1, lost.calls());
    }

    @Test
    void failureStatusSettlesAsFailed() {
        var id = lost.sendInDoubt(TEXT);
        lost.record(MessageState.CHANNEL_FAILED, "lost-1", null, null);

        Eventually.holds(() -> {
            lost.beat();
            assertEquals("failed", lost.tenant.status(id));
        });
        assertEquals(1, lost.calls());
    }
}
