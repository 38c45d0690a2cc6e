package io.parley.messaging.message;

import static io.parley.messaging.message.StatusRecorder.segments;
import static io.parley.messaging.message.StatusRecorder.status;
import static io.parley.messaging.message.StatusRecorder.statusWithId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.model.MessageState;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Statuses of a message that a network sends in segments. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class StatusesOfSegmentsTest {

    @Inject
    Tenant tenant;

    @Inject
    StatusRecorder recorder;

    @Inject
    ScriptedChannel channel;

    @Inject
    Pool pool;

    @Test
    void longMessageIsDeliveredWhenAllSegmentsAre() {
        var to = Tenant.person();
        channel.script(to, call -> Uni.createFrom().item(new Submission.Accepted("viber", segments(call.messageId()))));
        var id = tenant.send(to, "long");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        var segments = segments(id);

        recorder.record(List.of(
                status(segments.get(0), MessageState.DELIVERED),
                status(segments.get(0), MessageState.DELIVERED),
                status(segments.get(2), MessageState.DELIVERED)));
        assertEquals("dispatched", tenant.status(id));
        recorder.record(List.of(status(segments.get(1), MessageState.DELIVERED)));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void oneReceiptForAllSegmentsDeliversTheMessage() {
        var id = inThreeSegments();
        var first = segments(id).getFirst();

        recorder.record(List.of(ofSegments(first, 2)));
        assertEquals("dispatched", tenant.status(id));
        recorder.record(List.of(ofSegments(first, 3)));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void storesSegmentsAndEncoding() {
        var to = Tenant.person();
        channel.script(to, call -> Uni.createFrom()
                .item(new Submission.Accepted("viber", segments(call.messageId()), "UCS-2")));

        var id = tenant.send(to, "long");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        var row = pool.preparedQuery("select segments, encoding from message where id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next();
        assertEquals(3, row.getInteger("segments"));
        assertEquals("UCS-2", row.getString("encoding"));
    }

    private UUID inThreeSegments() {
        var to = Tenant.person();
        channel.script(to, call -> Uni.createFrom().item(new Submission.Accepted("viber", segments(call.messageId()))));
        var id = tenant.send(to, "long");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        return id;
    }

    private static Status ofSegments(String id, int segments) {
        return StatusRecorder.ofSegments(statusWithId(id), segments);
    }
}
