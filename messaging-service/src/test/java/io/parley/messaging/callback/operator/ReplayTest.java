package io.parley.messaging.callback.operator;

import static io.parley.messaging.callback.operator.CalledCustomer.PATTERN;
import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.callback.delivery.RecordingCustomer.Call;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replay of callbacks and changes of settings, tested by the APIs only. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
@Tag("slow")
class ReplayTest {
    @Inject
    @RegisterExtension
    CalledCustomer customer;

    @Inject
    PlanCallbacks plan;

    @Inject
    CallbackTable table;

    @Test
    void exhaustedCallbackCanBeReplayed() {
        customer.configure("/status", ",\"eventFilter\":[\"MessageStatus::accepted\"]");
        customer.server.answers("/status", 500, 500, 500);
        var started = Instant.now();
        var message = send();
        Eventually.equal(List.of("exhausted"), () -> customer.states("messageId=" + message));
        customer.request()
                .get("/conversations/v3/messages/" + message + "/events")
                .then()
                .statusCode(200)
                .body("events.event", hasItem("MessageStatus::accepted"));
        var exhausted = customer.list("state=exhausted&kind=status&from=" + started)
                .body("messageId", contains(message))
                .body("attempts", contains(3))
                .body("lastStatus", contains(500))
                .extract()
                .<String>path("[0].id");
        checked("get", PATTERN + "/{id}", customer.path + "/" + exhausted, null, 200)
                .body("attemptLog.attempt", contains(1, 2, 3))
                .body("attemptLog.error", everyItem(equalTo("answered 500")))
                .body("body", nullValue());

        customer.replay(Map.of("from", started.toString(), "state", "exhausted"))
                .body("replayed", equalTo(1));

        Eventually.equal(List.of("delivered"), () -> customer.states("messageId=" + message));
        var calls = customer.server.calls("/status");
        assertEquals(4, calls.size());
        calls.forEach(call -> assertSame(calls.getFirst(), call));
        checked("get", PATTERN + "/{id}", customer.path + "/" + exhausted, null, 200)
                .body("attemptLog", hasSize(3));
    }

    @Test
    void theBeginningOfAFailuresResponseIsShown() {
        customer.server.answersBody("/status", 500, "{\"error\":\"no such order\"}".getBytes(StandardCharsets.UTF_8));
        customer.server.answersBody("/status", 502, new byte[] {'a', 0, (byte) 0xFF});
        customer.server.answersBody("/status", 503, ("x" + "€".repeat(1000)).getBytes(StandardCharsets.UTF_8));
        var row = customer.status(Ids.next(), MessageState.DELIVERED);

        table.commit(List.of(row));

        Eventually.equal(List.of("exhausted"), () -> customer.states("messageId=" + row.messageId()));
        checked("get", PATTERN + "/{id}", customer.path + "/" + row.id(), null, 200)
                .body("attemptLog.status", contains(500, 502, 503))
                .body(
                        "attemptLog.response",
                        contains("{\"error\":\"no such order\"}", "a\uFFFD\uFFFD", "x" + "€".repeat(341)));
    }

    @Test
    void deliveredCallbacksCanBeReplayedByIdMessageAndTime() {
        var message = Ids.next();
        var started = Instant.now();
        var first = customer.status(message, MessageState.DISPATCHED);
        var second = customer.status(message, MessageState.DELIVERED);
        var other = customer.status(Ids.next(), MessageState.DELIVERED);
        table.commit(List.of(first, second, other));
        Eventually.equal(3, () -> customer.server.calls().size());
        Eventually.equal(0L, customer::jobs);

        checked("post", PATTERN + "/{id}/replay", customer.path + "/" + first.id() + "/replay", null, 202);
        Eventually.equal(4, () -> customer.server.calls().size());
        Eventually.equal(0L, customer::jobs);
        customer.replay(Map.of("messageId", message))
                .body("replayed", equalTo(2))
                .body("after", nullValue());
        Eventually.equal(6, () -> customer.server.calls().size());
        Eventually.equal(0L, customer::jobs);
        customer.replay(Map.of("from", started.toString(), "channel", "viber", "kind", "status"))
                .body("replayed", equalTo(3));
        Eventually.equal(9, () -> customer.server.calls().size());

        assertEquals(4, times(first));
        assertEquals(3, times(second));
        assertEquals(2, times(other));
        customer.replay(Map.of("from", started.toString(), "channel", "sms")).body("replayed", equalTo(0));
        customer.replay(Map.of("from", started.toString(), "after", other.id())).body("replayed", equalTo(0));
    }

    @Test
    void parkedCallbacksUseTheNewUrlAndTheFilterAppliesToNewEvents() {
        customer.server.hangs("/status", 10_000);
        var calls = new ArrayList<CallbackRow>();
        for (var i = 0; i < 400; i++) {
            calls.add(customer.status(Ids.next(), MessageState.DELIVERED));
        }
        table.commit(calls);
        Eventually.equal(32, () -> customer.server.calls("/status").size());
        Eventually.equal(true, () -> parked() > 0);

        customer.configure("/new", ",\"eventFilter\":[\"MessageStatus::failed\"]");
        var before = customer.server.calls("/status").size();

        Eventually.equal(0L, customer::jobs);
        assertEquals(before, customer.server.calls("/status").size());
        assertEquals(
                400,
                customer.server.calls("/new").stream()
                        .map(call -> call.headers().get("webhook-id"))
                        .distinct()
                        .count());
        assertTrue(
                plan.status(customer.facts(Ids.next(), MessageState.DELIVERED)).isEmpty());
    }

    private String send() {
        var from = Operator.sender(customer.customer, "viber", null);
        return customer.request()
                .contentType("application/json")
                .body("""
                        {"to":"4915550001111","from":"%s","channel":"viber","rateType":"transaction",
                         "content":{"contentType":"text","text":"Your table is ready."}}""".formatted(from))
                .post("/conversations/v3/messages")
                .then()
                .statusCode(202)
                .extract()
                .path("messageId");
    }

    private long times(CallbackRow row) {
        var calls = customer.server.calls("/status").stream()
                .filter(call -> row.id().toString().equals(call.headers().get("webhook-id")))
                .toList();
        calls.forEach(call -> assertEquals(row.body(), call.text()));
        return calls.size();
    }

    private long parked() {
        return table.count("account_id = '%s' and state = 'parked'".formatted(customer.accountId()));
    }

    private static void assertSame(Call one, Call other) {
        assertArrayEquals(one.body(), other.body());
        assertEquals(one.headers().get("webhook-id"), other.headers().get("webhook-id"));
    }
}
