package io.parley.messaging.dispatch;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.RecordDelivery;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ordered bulks: accepted completely or not at all; each message waits for the one before. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class BulkTest {
    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    RecordDelivery deliveries;

    @Inject
    DispatchTable table;

    private final String person = Tenant.person();

    @Test
    void nextMessageIsSentAfterDeliveryOfThePrevious() {
        var ids = send(3);
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(ids.getFirst())));
        Eventually.holds(() -> assertEquals(DispatchJobState.HOLDS_LANE, table.state(ids.getFirst())));

        record(ids.getFirst(), MessageState.DISPATCHED);
        assertEquals(1, channel.callsTo(person).size());

        record(ids.getFirst(), MessageState.DELIVERED);
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(ids.get(1))));
        assertEquals(2, channel.callsTo(person).size());

        record(ids.get(1), MessageState.SEEN);
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(ids.get(2))));
        assertEquals(ids, calls());
        assertEquals(0, ids.stream().mapToLong(table::jobs).sum());
    }

    @Test
    void nextMessageIsSentAfterARejection() {
        channel.script(
                person,
                call -> call.text().equals("message 0")
                        ? ScriptedChannel.requests(new Submission.Rejected(new ProviderError("viber::error::6", "no")))
                        : ScriptedChannel.accepted(call));

        var ids = send(2);

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(ids.get(1))));
        assertEquals("failed", tenant.status(ids.getFirst()));
    }

    @Test
    void nextMessageIsSentAfterALaterFailureStatus() {
        var ids = send(2);
        Eventually.holds(() -> assertEquals(DispatchJobState.HOLDS_LANE, table.state(ids.getFirst())));

        record(ids.getFirst(), MessageState.CHANNEL_FAILED);

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(ids.get(1))));
    }

    @Test
    void nextMessageWaitsForAMessageInDoubt() {
        channel.answer(person, new Submission.InDoubt(new ProviderError("viber::error::7", "busy")));
        var ids = send(2);
        Eventually.holds(() -> assertEquals(DispatchJobState.IN_DOUBT, table.state(ids.getFirst())));
        channel.script(person, ScriptedChannel::accepted);

        deliveries
                .record(new Status("viber", "late", ids.getFirst(), MessageState.DISPATCHED, Instant.now(), null, null))
                .await()
                .atMost(Duration.ofSeconds(5));

        assertEquals(DispatchJobState.HOLDS_LANE, table.state(ids.getFirst()));
        assertEquals(List.of(ids.getFirst()), calls());
        record(ids.getFirst(), MessageState.DELIVERED);
        Eventually.holds(() -> assertEquals(ids, calls()));
    }

    @Test
    void nextMessageIsSentAfterTheBulkTimeout() {
        var ids = send(2);
        Eventually.holds(() -> assertEquals(DispatchJobState.HOLDS_LANE, table.state(ids.getFirst())));

        table.sql("update dispatch_job set leased_until = now() where message_id = $1 returning 1", ids.getFirst());

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(ids.get(1))));
    }

    @Test
    void repeatedBulkReturnsTheStoredResponse() {
        var body = body(3);
        var first = postWithKey("b-1", body).statusCode(202).extract().asString();

        var repeated = postWithKey("b-1", body).statusCode(202).header("idempotent-replayed", "true");

        repeated.body(equalTo(first));
        assertEquals(3L, table.sql("select count(*) from message where account_id = $1", tenant.account()));
        postWithKey("b-1", body(2)).statusCode(422);
    }

    @Test
    void contentBeyondTheProvidersLimitsIsRefused() {
        var contents = text(0) + "," + text(1_000_000_000) + "," + text(2_000_000_000);
        post(bulk(contents)).statusCode(202);

        channel.keepLimits(tenant.sender());

        post(bulk(contents.replace("2000000000", "2000000000 and more")))
                .statusCode(400)
                .body("title", equalTo("Constraint Violation"))
                .body("violations.field", equalTo(List.of("messages[2].text")));
        tenant.post(tenant.text(person, "a longer text than that"))
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("content.text")));
        assertEquals(3L, table.sql("select count(*) from message where account_id = $1", tenant.account()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 21})
    void bulkHasTwoToTwentyContents(int contents) {
        post(body(contents)).statusCode(400).body("violations[0].field", equalTo("messages"));
        assertEquals(0L, table.sql("select count(*) from message where account_id = $1", tenant.account()));
    }

    @Test
    void oneInvalidContentRefusesTheBulk() {
        var contents = IntStream.range(0, 10)
                .mapToObj(i -> i == 7 ? "{\"contentType\":\"text\",\"text\":\"\"}" : text(i))
                .collect(Collectors.joining(","));

        post(bulk(contents))
                .statusCode(400)
                .body("violations.size()", equalTo(1))
                .body("violations[0].field", equalTo("messages[7].text"));

        assertEquals(0L, table.sql("select count(*) from message where account_id = $1", tenant.account()));
    }

    @Test
    void bulkAndMessageBodiesAreNotInterchangeable() {
        post(tenant.text(person, "one"))
                .statusCode(400)
                .body("violations.field.sort()", equalTo(List.of("content", "messages")));
        tenant.post(body(2))
                .then()
                .statusCode(400)
                .body("violations.field.sort()", equalTo(List.of("content", "messages")));
    }

    private List<UUID> send(int contents) {
        return post(body(contents)).statusCode(202).extract().<List<String>>path("messageIds").stream()
                .map(UUID::fromString)
                .toList();
    }

    private ValidatableResponse post(String body) {
        return given().header("apikey", tenant.key())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations/v3/bulks")
                .then();
    }

    private ValidatableResponse postWithKey(String key, String body) {
        return given().header("apikey", tenant.key())
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations/v3/bulks")
                .then();
    }

    private String body(int contents) {
        return bulk(IntStream.range(0, contents).mapToObj(BulkTest::text).collect(Collectors.joining(",")));
    }

    private String bulk(String contents) {
        return """
                {"to":"%s","from":"%s","channel":"viber","rateType":"transaction","messages":[%s]}""".formatted(person, tenant.serviceId(), contents);
    }

    private static String text(int number) {
        return "{\"contentType\":\"text\",\"text\":\"message " + number + "\"}";
    }

    private List<UUID> calls() {
        return channel.callsTo(person).stream()
                .map(ScriptedChannel.Call::messageId)
                .toList();
    }

    private void record(UUID id, MessageState state) {
        var error = state == MessageState.CHANNEL_FAILED ? new ProviderError("viber::error::6", "no") : null;
        deliveries
                .record(new Status("viber", ScriptedChannel.providerId(id), id, state, Instant.now(), error, null))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
