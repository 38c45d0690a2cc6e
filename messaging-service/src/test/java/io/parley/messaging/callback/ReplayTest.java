package io.parley.messaging.callback;

import static io.parley.messaging.directory.Operator.ACCOUNT;
import static io.parley.messaging.directory.Operator.judged;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.callback.RecordingCustomer.Call;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters and their return, and customers who move, as operators and customers see it by the API alone. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class ReplayTest {
    private static final String PATTERN = ACCOUNT + "/callbacks";

    @Inject
    PlanCallbacks plan;

    @Inject
    CallbackTable table;

    private RecordingCustomer listener;
    private Customer customer;
    private String path;

    @BeforeEach
    void aCustomer() {
        listener = new RecordingCustomer();
        customer = Operator.customer("Called");
        path = "/accounts/" + customer.accountId() + "/callbacks";
        listensAt("/status", "");
    }

    @AfterEach
    void goneAgain() {
        table.run("delete from callback_job where account_id = '%s'".formatted(customer.accountId()));
        listener.close();
    }

    @Test
    void aStatusThatWasRefusedThreeTimesIsADeadLetterAndComesBackWhenAskedFor() {
        listensAt("/status", ",\"eventFilter\":[\"MessageStatus::accepted\"]");
        listener.answers("/status", 500, 500, 500);
        var began = Instant.now();
        var message = send();
        Eventually.equal(List.of("exhausted"), () -> states("messageId=" + message));
        customer.request()
                .get("/conversations/v3/messages/" + message + "/events")
                .then()
                .statusCode(200)
                .body("events.event", hasItem("MessageStatus::accepted"));
        var dead = list("state=exhausted&kind=status&from=" + began)
                .body("messageId", contains(message))
                .body("attempts", contains(3))
                .body("lastStatus", contains(500))
                .extract()
                .<String>path("[0].id");
        judged("get", PATTERN + "/{id}", path + "/" + dead, null, 200)
                .body("attemptLog.attempt", contains(1, 2, 3))
                .body("attemptLog.error", everyItem(equalTo("answered 500")))
                .body("body", nullValue());

        replay(Map.of("from", began.toString(), "state", "exhausted")).body("replayed", equalTo(1));

        Eventually.equal(List.of("taken"), () -> states("messageId=" + message));
        var calls = listener.calls("/status");
        assertEquals(4, calls.size());
        calls.forEach(call -> assertSame(calls.getFirst(), call));
        judged("get", PATTERN + "/{id}", path + "/" + dead, null, 200).body("attemptLog", hasSize(3));
    }

    @Test
    void callsThatWereTakenComeAgainOneByOneByMessageAndByTime() {
        var message = Ids.next();
        var began = Instant.now();
        var first = status(message, MessageState.DISPATCHED);
        var second = status(message, MessageState.DELIVERED);
        var other = status(Ids.next(), MessageState.DELIVERED);
        table.commit(List.of(first, second, other));
        Eventually.equal(3, () -> listener.calls().size());
        Eventually.equal(0L, this::waiting);

        judged("post", PATTERN + "/{id}/replay", path + "/" + first.id() + "/replay", null, 202);
        Eventually.equal(4, () -> listener.calls().size());
        Eventually.equal(0L, this::waiting);
        replay(Map.of("messageId", message)).body("replayed", equalTo(2)).body("after", nullValue());
        Eventually.equal(6, () -> listener.calls().size());
        Eventually.equal(0L, this::waiting);
        replay(Map.of("from", began.toString(), "channel", "viber", "kind", "status"))
                .body("replayed", equalTo(3));
        Eventually.equal(9, () -> listener.calls().size());

        assertEquals(4, times(first));
        assertEquals(3, times(second));
        assertEquals(2, times(other));
        replay(Map.of("from", began.toString(), "channel", "sms")).body("replayed", equalTo(0));
        replay(Map.of("from", began.toString(), "after", other.id())).body("replayed", equalTo(0));
    }

    @Test
    void aListIsPagedAndSaysNothingOfWhatWasSent() {
        var calls = IntStream.range(0, 3)
                .mapToObj(i -> status(Ids.next(), MessageState.DELIVERED))
                .toList();
        table.commit(calls);
        Eventually.equal(0L, this::waiting);

        list("size=2&page=2")
                .header("x-total-items", "3")
                .body("id", contains(calls.getLast().id().toString()))
                .body("[0].createdAt", notNullValue())
                .body(not(containsString("4915550001111")));
        list("state=taken&channel=sms").body("", hasSize(0));
        list("to=" + Instant.now().minusSeconds(3600)).body("", hasSize(0));
    }

    @Test
    void aReceivedMessageIsFoundByTheIdThatTheCustomerWasTold() {
        var inbound = Ids.next();
        var wamid = "wamid." + inbound;
        table.run("insert into inbound_key (provider, provider_id, inbound_id) values ('meta', '%s', '%s')"
                .formatted(wamid, inbound));
        var call = new CallbackRow(
                Ids.next(),
                UUID.fromString(customer.accountId()),
                Ids.next(),
                inbound,
                CallbackKind.INBOUND,
                "whatsapp",
                "MoMessage",
                null,
                "{}",
                null);
        table.commit(List.of(call, status(Ids.next(), MessageState.DELIVERED)));

        list("messageId=" + wamid).body("id", contains(call.id().toString()));
        list("messageId=" + inbound).body("id", contains(call.id().toString()));
        Eventually.equal(List.of("exhausted"), () -> states("kind=inbound"));
    }

    @Test
    void foreignCallsAreNotFound() {
        var call = status(Ids.next(), MessageState.DELIVERED);
        table.commit(List.of(call));
        var other = "/accounts/" + Operator.customer("Other").accountId() + "/callbacks";

        judged("get", PATTERN + "/{id}", other + "/" + call.id(), null, 404);
        judged("post", PATTERN + "/{id}/replay", other + "/" + call.id() + "/replay", null, 404);
        judged("get", PATTERN, other, null, 200).body("", hasSize(0));
        judged("get", PATTERN, "/accounts/" + UUID.randomUUID() + "/callbacks", null, 404);
        judged("post", PATTERN + "/replay", other + "/replay", Map.of("messageId", call.messageId()), 202)
                .body("replayed", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=dead",
                "kind=Status",
                "messageId=%00",
                "channel=a%20b",
                "from=yesterday",
                "to=1",
                "state=taken&state=taken"
            })
    void aFilterThatNobodyUnderstandsIsRefused(String query) {
        var answer = Operator.request().urlEncodingEnabled(false).get("/operator/v1" + path + "?" + query);
        answer.then().statusCode(400).body("violations.field", contains(query.substring(0, query.indexOf('='))));
    }

    @Test
    void aReplayOfEverythingIsNotMeant() {
        judged("post", PATTERN + "/replay", path + "/replay", Map.of("state", "exhausted"), 400)
                .body("violations.field", contains("from"));
        judged(
                        "post",
                        PATTERN + "/replay",
                        path + "/replay",
                        Map.of("from", "2026-03-02T09:00:00Z", "to", "2026-03-02T09:00:00Z"),
                        400)
                .body("violations.field", contains("to"));
    }

    @Test
    void whatWaitsForAnAddressFollowsTheCustomerToTheNextAndAFilterHoldsFromItsEventOn() {
        listener.hangs("/status", 10_000);
        var calls = new ArrayList<CallbackRow>();
        for (var i = 0; i < 400; i++) {
            calls.add(status(Ids.next(), MessageState.DELIVERED));
        }
        table.commit(calls);
        Eventually.equal(true, () -> held() > 0);

        listensAt("/new", ",\"eventFilter\":[\"MessageStatus::failed\"]");
        var before = listener.calls("/status").size();

        Eventually.equal(0L, this::waiting);
        assertEquals(before, listener.calls("/status").size());
        assertEquals(
                400,
                listener.calls("/new").stream()
                        .map(call -> call.headers().get("webhook-id"))
                        .distinct()
                        .count());
        assertEquals(
                true, plan.status(facts(Ids.next(), MessageState.DELIVERED)).isEmpty());
    }

    private void listensAt(String where, String more) {
        customer.request()
                .contentType("application/json")
                .body("{\"messageStatusUrl\":\"" + listener.url(where) + "\"" + more + "}")
                .put("/conversations/v3/configurations/callbacks")
                .then()
                .statusCode(200);
    }

    private String send() {
        var from = Operator.sender(customer, "viber", null);
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

    private ValidatableResponse list(String query) {
        return judged("get", PATTERN, path + "?" + query, null, 200);
    }

    private List<String> states(String query) {
        return list(query).extract().path("state");
    }

    private ValidatableResponse replay(Map<String, Object> filter) {
        return judged("post", PATTERN + "/replay", path + "/replay", filter, 202);
    }

    private CallbackRow status(UUID message, MessageState state) {
        return plan.status(facts(message, state)).orElseThrow();
    }

    private StatusFacts facts(UUID message, MessageState state) {
        return new StatusFacts(
                message,
                UUID.fromString(customer.accountId()),
                Ids.next(),
                "viber",
                "7042",
                "4915550001111",
                null,
                null,
                state,
                Instant.now(),
                null,
                null,
                null);
    }

    private long times(CallbackRow row) {
        var calls = listener.calls("/status").stream()
                .filter(call -> row.id().toString().equals(call.headers().get("webhook-id")))
                .toList();
        calls.forEach(call -> assertEquals(row.body(), call.text()));
        return calls.size();
    }

    private long waiting() {
        return table.count("account_id = '%s'".formatted(customer.accountId()));
    }

    private long held() {
        return table.count("account_id = '%s' and state = 3".formatted(customer.accountId()));
    }

    private static void assertSame(Call one, Call other) {
        assertArrayEquals(one.body(), other.body());
        assertEquals(one.headers().get("webhook-id"), other.headers().get("webhook-id"));
    }
}
