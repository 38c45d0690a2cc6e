package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code GET …/events} returns why a message was not submitted yet. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class WaitingTest {

    private static final ProviderError BUSY = new ProviderError("viber::error::12", "too many requests");
    private static final Duration LONG = Duration.ofHours(1);

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    private final String person = Tenant.person();

    @Test
    void throttledMessageReturnsReasonAndNextAttempt() {
        channel.answer(person, new Submission.Deferred(BUSY, LONG, true));
        var start = Instant.now().minusSeconds(2);

        var id = tenant.send(person, "throttled");

        waitsFor(id, "throttled");
        var waiting = waiting(id);
        assertEquals(1, waiting.getInt("attempt"), "throttling must not count as an attempt");
        assertEquals("viber::error::12", waiting.getString("details.code"));
        assertTrue(Instant.parse(waiting.getString("since")).isAfter(start));
        assertTrue(Instant.parse(waiting.getString("nextAttempt")).isAfter(start.plus(LONG)));
        assertEquals(1, tenant.events(id).size());
    }

    @Test
    void recipientThrottlingHasItsOwnReason() {
        channel.answer(person, new Submission.RecipientThrottled(BUSY, LONG));

        waitsFor(tenant.send(person, "paced"), "recipientThrottled");
    }

    @Test
    void unavailableAndUnreachableProvidersHaveDifferentReasons() {
        channel.answer(person, new Submission.Deferred(BUSY, LONG, false));
        var id = tenant.send(person, "unavailable");
        waitsFor(id, "providerUnavailable");
        assertEquals(2, waiting(id).getInt("attempt"));

        var other = Tenant.person();
        channel.answer(other, TransportFailure.unreachable());
        waitsFor(tenant.send(other, "unreachable"), "notConnected");
    }

    @Test
    void pendingUploadIsTheReason() {
        channel.answer(person, new Submission.RecipientThrottled(ProviderError.ours("media", "on its way"), LONG));

        waitsFor(tenant.send(person, "file"), "media");
    }

    @Test
    void messageInDoubtIsReportedAndNextMessageWaitsBehindIt() {
        channel.answer(person, TransportFailure.noAnswer());
        var inDoubt = tenant.send(person, "doubt");
        waitsFor(inDoubt, "inDoubt");
        assertEquals(1, waiting(inDoubt).getInt("attempt"));
        assertNull(waiting(inDoubt).getString("nextAttempt"));

        var next = tenant.send(person, "next");

        waitsFor(next, "previousMessage");
        assertEquals(inDoubt.toString(), waiting(next).getString("behind"));
    }

    @Test
    void callInFlightIsReported() {
        channel.script(person, call -> Uni.createFrom().nothing());

        waitsFor(tenant.send(person, "silence"), "providerResponse");
    }

    @Test
    void openCircuitBreakerIsTheReason() {
        Eventually.holds(() -> {
            for (var i = 0; i < 6; i++) {
                var other = Tenant.person();
                channel.answer(other, new Submission.Deferred(BUSY, LONG, false));
                tenant.send(other, "fails");
            }
            channel.answer(person, new Submission.Deferred(BUSY, LONG, false));
            var waiting = waiting(tenant.send(person, "behind the breaker"));
            assertEquals("circuitBreakerOpen", waiting.getString("reason"));
            assertTrue(waiting.getString("nextAttempt").compareTo(waiting.getString("since")) > 0);
        });
    }

    @Test
    void submittedMessageDoesNotWait() {
        channel.script(person, ScriptedChannel::accepted);
        var id = tenant.send(person, "taken");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));

        assertNull(tenant.get(id + "/events").jsonPath().get("waiting"));
    }

    private void waitsFor(UUID id, String reason) {
        Eventually.holds(() -> assertEquals(reason, waiting(id).getString("reason")));
    }

    private JsonPath waiting(UUID id) {
        var response = tenant.get(id + "/events").asString();
        Contract.check("MessageDeliveryEvents", response);
        return JsonPath.from(response).setRootPath("waiting");
    }
}
