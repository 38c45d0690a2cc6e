package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Contract;
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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class RecordDeliveryTest {

    @Inject
    Pool pool;

    @Inject
    Directory directory;

    @Inject
    ScriptedChannel channel;

    @Inject
    RecordDelivery deliveries;

    Tenant tenant;

    @BeforeEach
    void newTenant() {
        tenant = Tenant.create(directory);
    }

    @Test
    void repeatedAndReorderedStatusesChangeNothing() {
        var id = dispatched();
        var statuses = new ArrayList<Status>();
        for (var i = 0; i < 4; i++) {
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.SEEN));
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.DELIVERED));
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.DISPATCHED));
        }
        Collections.shuffle(statuses, new Random(7));

        recordTogether(statuses);

        assertEquals("seen", tenant.status(id));
        assertEquals(
                List.of(
                        "MessageStatus::accepted",
                        "MessageStatus::dispatched",
                        "MessageStatus::delivered",
                        "MessageStatus::seen"),
                tenant.events(id));
    }

    /** All orders of a message's statuses, each status twice, some repeated at the end. */
    @Test
    void everyOrderEndsInTheSameStateAndNeverDecreases() {
        var orders = orders(List.of(
                MessageState.DISPATCHED, MessageState.DELIVERED, MessageState.SEEN, MessageState.CHANNEL_FAILED));
        var ids = orders.stream().map(order -> dispatched()).toList();
        var states = new ArrayList<>(Collections.nCopies(orders.size(), MessageState.DISPATCHED));

        for (var step = 0; step < 5; step++) {
            var index = step % 4;
            recordTogether(IntStream.range(0, orders.size())
                    .mapToObj(i -> status(
                            ScriptedChannel.providerId(ids.get(i)),
                            orders.get(i).get(index)))
                    .flatMap(status -> Stream.of(status, status))
                    .toList());
            for (var i = 0; i < orders.size(); i++) {
                var reported = orders.get(i).get(index);
                var expected =
                        states.get(i).join(reported == MessageState.CHANNEL_FAILED ? MessageState.FAILED : reported);
                assertEquals(expected.value(), tenant.status(ids.get(i)), orders.get(i) + " " + step);
                states.set(i, expected);
            }
        }

        assertEquals(24, states.stream().filter(MessageState.SEEN::equals).count());
    }

    @Test
    void seenImpliesDelivered() {
        var id = dispatched();

        recordTogether(List.of(status(ScriptedChannel.providerId(id), MessageState.SEEN)));

        assertEquals("MessageStatus::delivered", tenant.events(id).get(2));
    }

    @Test
    void failureStatusEndsTheMessage() {
        var id = dispatched();

        recordTogether(List.of(status(ScriptedChannel.providerId(id), MessageState.FAILED)));

        assertEquals("failed", tenant.status(id));
        assertEquals(
                List.of(
                        "MessageStatus::accepted",
                        "MessageStatus::dispatched",
                        "MessageStatus::channelFailed",
                        "MessageStatus::failed"),
                tenant.events(id));
        var body = tenant.get(id + "/events").asString();
        Contract.check("MessageDeliveryEvents", body);
    }

    @Test
    void failureAfterDeliveryIsIgnored() {
        var id = dispatched();
        recordTogether(List.of(status(ScriptedChannel.providerId(id), MessageState.DELIVERED)));

        recordTogether(List.of(status(ScriptedChannel.providerId(id), MessageState.FAILED)));

        assertEquals("delivered", tenant.status(id));
        assertEquals(3, tenant.events(id).size());
    }

    @Test
    void longMessageIsDeliveredWhenAllSegmentsAre() {
        var to = Tenant.person();
        channel.script(to, call -> Uni.createFrom().item(new Submission.Accepted("viber", segments(call.messageId()))));
        var id = tenant.send(to, "long");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        var segments = segments(id);

        recordTogether(List.of(
                status(segments.get(0), MessageState.DELIVERED),
                status(segments.get(0), MessageState.DELIVERED),
                status(segments.get(2), MessageState.DELIVERED)));
        assertEquals("dispatched", tenant.status(id));
        recordTogether(List.of(status(segments.get(1), MessageState.DELIVERED)));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void oneReceiptForAllSegmentsDeliversTheMessage() {
        var id = inThreeSegments();
        var first = segments(id).getFirst();

        recordTogether(List.of(ofSegments(first, 2)));
        assertEquals("dispatched", tenant.status(id));
        recordTogether(List.of(ofSegments(first, 3)));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void idInTheOtherBaseMatchesASingleMessage() {
        var id = dispatched();
        var other = UUID.randomUUID().toString();

        recordTogether(List.of(statusWithId(other, ScriptedChannel.providerId(id), "none-" + other)));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void ambiguousIdInTheOtherBaseMatchesNothing() {
        var first = dispatched();
        var second = dispatched();

        recordTogether(List.of(
                statusWithId("0-" + first, ScriptedChannel.providerId(first), ScriptedChannel.providerId(second))));

        assertEquals("dispatched", tenant.status(first));
        assertEquals("dispatched", tenant.status(second));
    }

    /** The same digits are ids of two messages in the two bases: the recipient decides. */
    @Test
    void matchingRecipientWinsOverTheIdAsWritten() {
        var first = dispatched();
        var to = Tenant.person();
        var second = tenant.send(to, "hi");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(second)));

        recordTogether(List.of(new Status(
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
        var first = dispatched();
        var second = dispatched();

        recordTogether(List.of(statusWithId(ScriptedChannel.providerId(first), ScriptedChannel.providerId(second))));

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

    @Test
    void statusesOfUnknownMessagesAreNotReturned() {
        var unknown = "unknown-" + UUID.randomUUID();

        recordTogether(List.of(status(unknown, MessageState.DELIVERED), status(unknown, MessageState.DELIVERED)));

        tenant.get(UUID.randomUUID() + "/events").then().statusCode(404);
    }

    private UUID dispatched() {
        var id = tenant.send(Tenant.person(), "hi");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        return id;
    }

    private UUID inThreeSegments() {
        var to = Tenant.person();
        channel.script(to, call -> Uni.createFrom().item(new Submission.Accepted("viber", segments(call.messageId()))));
        var id = tenant.send(to, "long");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        return id;
    }

    /** @param alternatives other representations of the id */
    private static Status statusWithId(String id, String... alternatives) {
        return new Status(
                "viber", id, null, MessageState.DELIVERED, Instant.now(), null, null, null, List.of(alternatives), 1);
    }

    private static Status ofSegments(String id, int segments) {
        return ofSegments(statusWithId(id), segments);
    }

    private static Status ofSegments(Status status, int segments) {
        return new Status(
                status.provider(),
                status.providerMessageId(),
                null,
                status.state(),
                status.at(),
                null,
                null,
                status.hints(),
                status.alternatives(),
                segments);
    }

    private void recordTogether(List<Status> statuses) {
        var all = statuses.stream().map(deliveries::record).toList();
        Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(10));
    }

    private static List<List<MessageState>> orders(List<MessageState> states) {
        return states.isEmpty()
                ? List.of(List.of())
                : states.stream()
                        .flatMap(
                                first -> orders(without(states, first)).stream().map(rest -> joined(first, rest)))
                        .toList();
    }

    private static List<MessageState> without(List<MessageState> states, MessageState removed) {
        return states.stream().filter(state -> state != removed).toList();
    }

    private static List<MessageState> joined(MessageState first, List<MessageState> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static List<String> segments(UUID id) {
        return List.of(id + "-1", id + "-2", id + "-3");
    }

    private static Status status(String providerId, MessageState state) {
        var error = state == MessageState.FAILED || state == MessageState.CHANNEL_FAILED
                ? new ProviderError("viber::error::12", "lost")
                : null;
        return new Status("viber", providerId, null, state, Instant.now(), error, null);
    }
}
