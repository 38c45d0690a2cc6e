package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Texts with missing segments are delivered after the wait, and once with several instances. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class OverdueSegmentsTaskTest {
    private static final String PERSON = "4915123456789";

    @Inject
    OverdueSegmentsTask task;

    @Inject
    SegmentStore segments;

    @Inject
    SmsChannel channel;

    @Inject
    SmsConfig settings;

    @Inject
    Vertx vertx;

    @Inject
    Pool pool;

    @Inject
    Directory directory;

    Sender sender;

    @BeforeEach
    void newSender() {
        var number = "4930" + ThreadLocalRandom.current().nextLong(1_000_000, 9_999_999);
        sender = new Sender(
                Ids.next(),
                Ids.next(),
                new ChannelName("sms"),
                number,
                null,
                number,
                null,
                Set.of(),
                Map.of(),
                true,
                1);
        directory.apply(sender);
        await(pool.query("delete from sms_part").execute());
    }

    @AfterEach
    void removeTenant() {
        directory.remove(sender.key());
    }

    @Test
    void anOverdueTextIsDeliveredWithMissingParts() {
        addSegment(1, "Good ");
        addSegment(3, "ning");
        expireWait();

        await(task.deliverOverdue());

        var message = delivered().getFirst();
        assertEquals("Good ning", message.getJsonObject("content").getString("text"));
        var details = message.getJsonObject("details");
        assertEquals(3, details.getInteger("size"));
        assertTrue(details.getBoolean("missingParts"));
        assertEquals(List.of(1, 3), numbers(details));
        assertEquals(0, await(pool.query("select 1 from sms_part").execute()).size());
    }

    @Test
    void twoInstancesDeliverATextOnce() {
        var other = new OverdueSegmentsTask(segments, channel, settings, vertx);
        addSegment(2, "mor");
        expireWait();

        await(Uni.join().all(task.deliverOverdue(), other.deliverOverdue()).andFailFast());
        await(task.deliverOverdue());

        assertEquals(1, delivered().size());
    }

    @Test
    void aRecentTextIsNotDelivered() {
        addSegment(1, "Good ");

        await(task.deliverOverdue());

        assertEquals(0, delivered().size());
        assertEquals(1, await(pool.query("select 1 from sms_part").execute()).size());
    }

    private void addSegment(int number, String text) {
        var octets = text.getBytes(StandardCharsets.US_ASCII);
        var segment = new Segment(PERSON, sender.identity(), 7, 3, number, (byte) 0, Gsm7.DEFAULT, octets);
        await(segments.add("one", segment));
    }

    private void expireWait() {
        await(pool.query("update sms_part set at = at - interval '25 hours'").execute());
    }

    private List<Row> delivered() {
        return await(pool.preparedQuery("select content, details from inbound_message where sender_id = $1")
                        .execute(Tuple.of(sender.id())))
                .stream()
                .toList();
    }

    private static List<Integer> numbers(JsonObject details) {
        return details.getJsonArray("parts").stream()
                .map(part -> ((JsonObject) part).getInteger("sequenceNumber"))
                .toList();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
