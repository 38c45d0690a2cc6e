package io.parley.messaging.timeline;

import static io.parley.messaging.directory.Operator.checked;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.console.WithConsole;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One message with all that happened to it, by the operator API. */
@QuarkusTest
@TestProfile(WithConsole.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class MessageTimelineTest {
    private static final ProviderError BUSY = new ProviderError("viber::error::12", "too many requests");
    private static final String PATTERN = "/messages/{messageId}";

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    Directory directory;

    @Inject
    CallbackTable table;

    private final String person = Tenant.person();

    @Test
    void deferredMessageHasItsAttemptsWithRequestAndError() {
        var calls = new AtomicInteger();
        channel.script(
                person,
                call -> calls.incrementAndGet() == 1
                        ? ScriptedChannel.requests(new Submission.Deferred(BUSY, Duration.ofMillis(1), false))
                        : ScriptedChannel.accepted(call));

        var id = tenant.send(person, "twice");

        Eventually.equal(
                List.of("deferred", "accepted"), () -> timeline(id).extract().path("attempts.outcome"));
        timeline(id)
                .body("direction", equalTo("outbound"))
                .body("accountId", equalTo(tenant.account().toString()))
                .body("accountName", equalTo("Test"))
                .body("from", equalTo(tenant.serviceId()))
                .body("to", equalTo(person))
                .body("content.text", equalTo("twice"))
                .body("options.rateType", equalTo("transaction"))
                .body("status", equalTo("dispatched"))
                .body("events.status", contains("accepted", "dispatched"))
                .body("providerIds.id", contains(ScriptedChannel.providerId(id)))
                .body("attempts[0].attempt", equalTo(1))
                .body("attempts[0].endpoint", equalTo("POST /scripted"))
                .body("attempts[0].request", containsString("\"text\":\"twice\""))
                .body("attempts[0].error.code", equalTo(BUSY.code()))
                .body("attempts[0].error.message", equalTo(BUSY.message()))
                .body("attempts[0].durationMillis", notNullValue())
                .body("attempts[1].error", nullValue())
                .body("waiting", nullValue());
    }

    @Test
    void messageAcceptedAtOnceHasNoLoggedAttempt() {
        var id = tenant.send(person, "once");

        Eventually.equal("dispatched", () -> timeline(id).extract().path("status"));
        timeline(id).body("attempts", hasSize(0));
    }

    @Test
    void waitingMessageHasTheReason() {
        channel.answer(person, new Submission.Deferred(BUSY, Duration.ofHours(1), true));

        var id = tenant.send(person, "waits");

        Eventually.equal("throttled", () -> timeline(id).extract().path("waiting.reason"));
        timeline(id).body("waiting.details.code", equalTo(BUSY.code())).body("attempts.outcome", contains("throttled"));
    }

    @Test
    void receivedMessageHasItsContentUntilThePersonDeletesIt() {
        var id = Ids.next();
        table.run("""
                insert into inbound_message (id, account_id, sender_id, channel, person, public_id, content, at)
                values ('%s', '%s', '%s', 'viber', '%s', 'wamid.1', '{"contentType":"text","text":"Hi"}', now())""".formatted(id, tenant.account(), tenant.sender(), person));

        timeline(id)
                .body("direction", equalTo("inbound"))
                .body("from", equalTo(person))
                .body("to", equalTo(tenant.serviceId()))
                .body("content.text", equalTo("Hi"))
                .body("status", nullValue());

        table.run("update inbound_message set deleted_at = now() where id = '" + id + "'");
        timeline(id).body("content", nullValue());
    }

    @Test
    void messageIsSentAgainUnderANewId() {
        var id = tenant.send(person, "again");

        var resent = checked("post", PATTERN + "/resend", "/messages/" + id + "/resend", null, 202)
                .body("messageId", not(equalTo(id.toString())))
                .extract()
                .<String>path("messageId");

        Eventually.equal(2, () -> channel.callsTo(person).size());
        assertEquals(
                List.of("again", "again"),
                channel.callsTo(person).stream().map(ScriptedChannel.Call::text).toList());
        timeline(UUID.fromString(resent)).body("source", equalTo("operator")).body("content.text", equalTo("again"));
        Eventually.equal("dispatched", () -> tenant.status(UUID.fromString(resent)));
    }

    @Test
    void unknownMessagesAreNotFound() {
        for (var id : List.of(UUID.randomUUID().toString(), "1", "%00")) {
            checked("get", PATTERN, "/messages/" + id, null, 404);
            checked("post", PATTERN + "/resend", "/messages/" + id + "/resend", null, 404);
        }
    }

    @Test
    void accountsKeyGetsNothing() {
        var id = tenant.send(person, "private");

        var other = Tenant.create(directory);
        given().header("apikey", other.key())
                .get("/operator/v1/messages/" + id)
                .then()
                .statusCode(401);
        other.get(id + "/events").then().statusCode(404);
    }

    private static ValidatableResponse timeline(UUID id) {
        return checked("get", PATTERN, "/messages/" + id, null, 200);
    }
}
