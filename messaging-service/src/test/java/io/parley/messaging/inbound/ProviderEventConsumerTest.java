package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class ProviderEventConsumerTest {
    @Inject
    @RegisterExtension
    CallbackNumber number;

    @Inject
    TestTopics bus;

    @Inject
    CallbackTable table;

    @Test
    void aPersonsMessageReachesTheCustomer() {
        bus.publish(List.of(number.message("1", "Is the shop open today? 👍")));

        Eventually.equal(1, () -> number.customer.calls("/in").size());
        var body = number.customer.calls("/in").getFirst().text();
        Contract.check("MoMessage", body);
        assertTrue(body.contains("\"messageId\":\"wamid.%s-1\"".formatted(number.run)), body);
        assertTrue(body.contains("\"to\":\"%s\"".formatted(number.sender.identity())), body);
        assertTrue(body.contains("\"senderName\":\"Mina\""), body);
    }

    @Test
    void repeatedAndShuffledMessagesAreStoredOnce() {
        var events = new ArrayList<String>();
        for (var i = 0; i < 200; i++) {
            events.addAll(Collections.nCopies(3, number.message("m" + i, "Hello " + i)));
        }
        Collections.shuffle(events, new Random(42));

        bus.publish(events);
        bus.publish(List.of(number.message("last", "Bye")));

        Eventually.equal(201L, number::stored);
        Eventually.equal(0L, number::pendingCallbacks);
        assertEquals(201, number.customer.calls("/in").size());
    }

    @Test
    void repeatedAndShuffledStatusesAreStoredOnce() {
        var messages =
                IntStream.range(0, 50).mapToObj(i -> number.sent("s" + i)).toList();
        var events = new ArrayList<String>();
        for (var i = 0; i < messages.size(); i++) {
            for (var status : List.of("sent", "delivered", "read")) {
                events.addAll(Collections.nCopies(3, bus.metaStatus("wamid.%s-s%d".formatted(number.run, i), status)));
            }
        }
        Collections.shuffle(events, new Random(42));

        bus.publish(events);

        Eventually.equal(150L, () -> number.count("message_event where message_id in (%s)".formatted(list(messages))));
        Eventually.equal(0L, number::pendingCallbacks);
        assertEquals(150, number.customer.calls("/status").size());
        number.customer.calls("/status").forEach(call -> Contract.check("MessageStatusEvent", call.text()));
    }

    /** The gateway has its own test; deploy/local tests both together. */
    @Test
    void malformedEventsAreParkedAndTheOthersApplied() {
        var events = new ArrayList<String>();
        for (var i = 0; i < 990; i++) {
            events.add(number.message("b" + i, "Hello " + i));
        }
        events.add("not even JSON " + number.run);
        events.add("[1,2,\"" + number.run + "\"]");
        events.add("{\"id\":\"" + number.run + "\"}");
        events.add(bus.event("a-later-provider", "message", number.run + "-p1", "{}"));
        events.add(bus.event("meta", "a_later_field", number.run + "-p2", "{\"value\":{}}"));
        events.add(bus.event("meta", "message", number.run + "-p3", "{\"message\":{\"type\":\"text\"}}"));
        events.add(bus.event(
                "meta", "status", number.run + "-p4", "{\"status\":{\"id\":\"w\",\"status\":\"levitated\"}}"));
        events.add(bus.event("meta", "status", number.run + "-p5", "{\"status\":7}"));
        events.add(bus.event("meta", "message", number.run + "-p6", "[]"));
        events.add(bus.metaMessage("unknown-" + number.run, "wamid.unknown-" + number.run, "Hello?"));
        Collections.shuffle(events, new Random(42));

        bus.publish(events);

        Eventually.equal(10L, number::parked);
        Eventually.equal(990L, number::stored);
    }

    @Test
    void statusesOfForeignMessagesSendNoCallback() {
        var messageId = number.sent("ours");
        var events = IntStream.range(0, 1_000)
                .mapToObj(i -> bus.metaStatus("wamid.%s-stranger-%d".formatted(number.run, i), "delivered"))
                .toList();
        var before = number.count("message_event");

        bus.publish(events);
        bus.publish(List.of(bus.metaStatus("wamid.%s-ours".formatted(number.run), "sent")));

        Eventually.equal(
                1_000L,
                () -> number.count(
                        "orphan_status where provider_id like 'wamid.%s-stranger-%%'".formatted(number.run)));
        Eventually.equal(1L, () -> number.count("message_event where message_id = '%s'".formatted(messageId)));
        Eventually.equal(1, () -> number.customer.calls("/status").size());
        assertEquals(before + 1, number.count("message_event"));
        assertEquals(0L, number.parked());
    }

    @Test
    void nulCharactersAreRemovedFromAText() {
        bus.publish(List.of(number.message("nul", "a\0b \\u0000 c")));

        Eventually.equal(1, () -> number.customer.calls("/in").size());
        assertTrue(number.customer.calls("/in").getFirst().text().contains("ab \\\\u0000 c"));
        var stored = table.all("select content->>'text' from inbound_message where account_id = '%s'"
                        .formatted(number.sender.accountId()))
                .getFirst()
                .getString(0);
        assertEquals("ab \\u0000 c", stored);
    }

    @Test
    void aFailureWithoutErrorsGetsADefaultError() {
        number.sent("failed");

        bus.publish(List.of(bus.metaStatus("wamid.%s-failed".formatted(number.run), "failed")));

        Eventually.holds(() -> assertTrue(
                number.customer.calls("/status").stream()
                        .anyMatch(call -> call.text().contains("\"code\":\"whatsapp::error::failed\"")
                                && call.text().contains("gave no reason")),
                number.customer.calls("/status").toString()));
        number.customer.calls("/status").forEach(call -> Contract.check("MessageStatusEvent", call.text()));
    }

    /**
     * The contract reports deletions of received messages only; a read status of one group member is not one of all.
     */
    @Test
    void deletedAndGroupReadStatusesDoNotChangeASentMessage() {
        var message = number.sent("group");
        var wamid = "wamid.%s-group".formatted(number.run);

        bus.publish(List.of(
                bus.event("meta", "status", wamid + "-d", """
                        {"metadata":{"phone_number_id":"%s"},"status":{"id":"%s","status":"deleted","timestamp":"1772442900"}}""".formatted(number.sender.providerId(), wamid)),
                bus.event("meta", "status", wamid + "-r", """
                        {"metadata":{},"status":{"id":"%s","status":"read","timestamp":"1772442901","recipient_type":"group","recipient_participant_id":"49"}}""".formatted(wamid))));

        Eventually.equal(2, () -> number.customer.calls("/status").size());
        Eventually.equal(
                1L, () -> number.count("inbound_key where provider = 'whatsapp' and provider_id = '" + wamid + "'"));
        assertEquals(2L, number.count("message_event where message_id = '%s'".formatted(message)));
        number.customer.calls("/status").forEach(call -> {
            assertFalse(call.text().contains("MessageStatus::deleted"), call.text());
            assertFalse(call.text().contains("MessageStatus::seen"), call.text());
        });
    }

    private static String list(List<UUID> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    }
}
