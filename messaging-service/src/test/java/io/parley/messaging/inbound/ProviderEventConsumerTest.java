package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class ProviderEventConsumerTest extends NumberWithCallbacks {
    @Test
    void aPersonsMessageReachesTheCustomer() {
        bus.publish(List.of(message("1", "Is the shop open today? 👍")));

        Eventually.equal(1, () -> customer.calls("/in").size());
        var body = customer.calls("/in").getFirst().text();
        Contract.check("MoMessage", body);
        assertTrue(body.contains("\"messageId\":\"wamid.%s-1\"".formatted(run)), body);
        assertTrue(body.contains("\"to\":\"%s\"".formatted(sender.identity())), body);
        assertTrue(body.contains("\"senderName\":\"Mina\""), body);
    }

    @Test
    void repeatedAndShuffledMessagesAreStoredOnce() {
        var events = new ArrayList<String>();
        for (var i = 0; i < 200; i++) {
            events.addAll(Collections.nCopies(3, message("m" + i, "Hello " + i)));
        }
        Collections.shuffle(events, new Random(42));

        bus.publish(events);
        bus.publish(List.of(message("last", "Bye")));

        Eventually.equal(201L, this::stored);
        Eventually.equal(0L, this::pendingCallbacks);
        assertEquals(201, customer.calls("/in").size());
    }

    @Test
    void repeatedAndShuffledStatusesAreStoredOnce() {
        var messages = IntStream.range(0, 50).mapToObj(i -> sent("s" + i)).toList();
        var events = new ArrayList<String>();
        for (var i = 0; i < messages.size(); i++) {
            for (var status : List.of("sent", "delivered", "read")) {
                events.addAll(Collections.nCopies(3, bus.metaStatus("wamid.%s-s%d".formatted(run, i), status)));
            }
        }
        Collections.shuffle(events, new Random(42));

        bus.publish(events);

        Eventually.equal(150L, () -> count("message_event where message_id in (%s)".formatted(list(messages))));
        Eventually.equal(0L, this::pendingCallbacks);
        assertEquals(150, customer.calls("/status").size());
        customer.calls("/status").forEach(call -> Contract.check("MessageStatusEvent", call.text()));
    }

    /** The gateway has its own test; deploy/local tests both together. */
    @Test
    void malformedEventsAreParkedAndTheOthersApplied() {
        var events = new ArrayList<String>();
        for (var i = 0; i < 990; i++) {
            events.add(message("b" + i, "Hello " + i));
        }
        events.add("not even JSON " + run);
        events.add("[1,2,\"" + run + "\"]");
        events.add("{\"id\":\"" + run + "\"}");
        events.add(bus.event("a-later-provider", "message", run + "-p1", "{}"));
        events.add(bus.event("meta", "a_later_field", run + "-p2", "{\"value\":{}}"));
        events.add(bus.event("meta", "message", run + "-p3", "{\"message\":{\"type\":\"text\"}}"));
        events.add(bus.event("meta", "status", run + "-p4", "{\"status\":{\"id\":\"w\",\"status\":\"levitated\"}}"));
        events.add(bus.event("meta", "status", run + "-p5", "{\"status\":7}"));
        events.add(bus.event("meta", "message", run + "-p6", "[]"));
        events.add(bus.metaMessage("unknown-" + run, "wamid.unknown-" + run, "Hello?"));
        Collections.shuffle(events, new Random(42));

        bus.publish(events);

        Eventually.equal(10L, this::parked);
        Eventually.equal(990L, this::stored);
    }

    @Test
    void statusesOfForeignMessagesSendNoCallback() {
        var messageId = sent("ours");
        var events = IntStream.range(0, 1_000)
                .mapToObj(i -> bus.metaStatus("wamid.%s-stranger-%d".formatted(run, i), "delivered"))
                .toList();
        var before = count("message_event");

        bus.publish(events);
        bus.publish(List.of(bus.metaStatus("wamid.%s-ours".formatted(run), "sent")));

        Eventually.equal(
                1_000L, () -> count("orphan_status where provider_id like 'wamid.%s-stranger-%%'".formatted(run)));
        Eventually.equal(1L, () -> count("message_event where message_id = '%s'".formatted(messageId)));
        Eventually.equal(1, () -> customer.calls("/status").size());
        assertEquals(before + 1, count("message_event"));
        assertEquals(0L, parked());
    }

    @Test
    void nulCharactersAreRemovedFromAText() {
        bus.publish(List.of(message("nul", "a\0b \\u0000 c")));

        Eventually.equal(1, () -> customer.calls("/in").size());
        assertTrue(customer.calls("/in").getFirst().text().contains("ab \\\\u0000 c"));
        var stored = table.all("select content->>'text' from inbound_message where account_id = '%s'"
                        .formatted(sender.accountId()))
                .getFirst()
                .getString(0);
        assertEquals("ab \\u0000 c", stored);
    }

    @Test
    void aFailureWithoutErrorsGetsADefaultError() {
        sent("failed");

        bus.publish(List.of(bus.metaStatus("wamid.%s-failed".formatted(run), "failed")));

        Eventually.holds(() -> assertTrue(
                customer.calls("/status").stream()
                        .anyMatch(call -> call.text().contains("\"code\":\"whatsapp::error::failed\"")
                                && call.text().contains("gave no reason")),
                customer.calls("/status").toString()));
        customer.calls("/status").forEach(call -> Contract.check("MessageStatusEvent", call.text()));
    }

    /**
     * The contract reports deletions of received messages only; a read status of one group member is not one of all.
     */
    @Test
    void deletedAndGroupReadStatusesDoNotChangeASentMessage() {
        var message = sent("group");
        var wamid = "wamid.%s-group".formatted(run);

        bus.publish(List.of(
                bus.event("meta", "status", wamid + "-d", """
                        {"metadata":{"phone_number_id":"%s"},"status":{"id":"%s","status":"deleted","timestamp":"1772442900"}}""".formatted(sender.providerId(), wamid)),
                bus.event("meta", "status", wamid + "-r", """
                        {"metadata":{},"status":{"id":"%s","status":"read","timestamp":"1772442901","recipient_type":"group","recipient_participant_id":"49"}}""".formatted(wamid))));

        Eventually.equal(2, () -> customer.calls("/status").size());
        Eventually.equal(1L, () -> count("inbound_key where provider = 'whatsapp' and provider_id = '" + wamid + "'"));
        assertEquals(2L, count("message_event where message_id = '%s'".formatted(message)));
        customer.calls("/status").forEach(call -> {
            assertFalse(call.text().contains("MessageStatus::deleted"), call.text());
            assertFalse(call.text().contains("MessageStatus::seen"), call.text());
        });
    }

    private static String list(List<UUID> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    }
}
