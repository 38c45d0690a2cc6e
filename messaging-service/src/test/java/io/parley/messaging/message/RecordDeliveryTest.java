package io.parley.messaging.message;

import static io.parley.messaging.message.StatusRecorder.status;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class RecordDeliveryTest {
    @Inject
    Tenant tenant;

    @Inject
    StatusRecorder recorder;

    @Test
    void repeatedAndReorderedStatusesChangeNothing() {
        var id = tenant.sendDispatched();
        var statuses = new ArrayList<Status>();
        for (var i = 0; i < 4; i++) {
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.SEEN));
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.DELIVERED));
            statuses.add(status(ScriptedChannel.providerId(id), MessageState.DISPATCHED));
        }
        Collections.shuffle(statuses, new Random(7));

        recorder.record(statuses);

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
        var ids = orders.stream().map(order -> tenant.sendDispatched()).toList();
        var states = new ArrayList<>(Collections.nCopies(orders.size(), MessageState.DISPATCHED));

        for (var step = 0; step < 5; step++) {
            var index = step % 4;
            recorder.record(IntStream.range(0, orders.size())
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
        var id = tenant.sendDispatched();

        recorder.record(List.of(status(ScriptedChannel.providerId(id), MessageState.SEEN)));

        assertEquals("MessageStatus::delivered", tenant.events(id).get(2));
    }

    @Test
    void failureStatusEndsTheMessage() {
        var id = tenant.sendDispatched();

        recorder.record(List.of(status(ScriptedChannel.providerId(id), MessageState.FAILED)));

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
        var id = tenant.sendDispatched();
        recorder.record(List.of(status(ScriptedChannel.providerId(id), MessageState.DELIVERED)));

        recorder.record(List.of(status(ScriptedChannel.providerId(id), MessageState.FAILED)));

        assertEquals("delivered", tenant.status(id));
        assertEquals(3, tenant.events(id).size());
    }

    @Test
    void statusesOfUnknownMessagesAreNotReturned() {
        var unknown = "unknown-" + UUID.randomUUID();

        recorder.record(List.of(status(unknown, MessageState.DELIVERED), status(unknown, MessageState.DELIVERED)));

        tenant.get(UUID.randomUUID() + "/events").then().statusCode(404);
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
}
