package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.message.WithTenant;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code GET …/events} says what a message waits for that was not handed over yet. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class WaitingTest extends WithTenant {

    private static final ProviderError BUSY = new ProviderError("viber::error::12", "too many requests");
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void aMessageThatTheProviderThrottlesSaysSoAndWhenItIsTriedAgain() {
        channel.answer(person, new Submission.Deferred(BUSY, LONG, true));
        var began = Instant.now().minusSeconds(2);

        var id = tenant.send(person, "throttled");

        waitsFor(id, "throttled");
        var waiting = waiting(id);
        assertEquals(1, waiting.getInt("attempt"), "no attempt was used up");
        assertEquals("viber::error::12", waiting.getString("details.code"));
        assertTrue(Instant.parse(waiting.getString("since")).isAfter(began));
        assertTrue(Instant.parse(waiting.getString("nextAttempt")).isAfter(began.plus(LONG)));
        assertEquals(1, tenant.events(id).size());
    }

    @Test
    void throttlingOfOneRecipientIsToldApart() {
        channel.answer(person, new Submission.RecipientThrottled(BUSY, LONG));

        waitsFor(tenant.send(person, "paced"), "recipientThrottled");
    }

    @Test
    void aProviderThatIsUnavailableAndOneThatCannotBeReachedAreToldApart() {
        channel.answer(person, new Submission.Deferred(BUSY, LONG, false));
        var id = tenant.send(person, "unavailable");
        waitsFor(id, "providerUnavailable");
        assertEquals(2, waiting(id).getInt("attempt"));

        var other = Tenant.person();
        channel.answer(other, TransportFailure.unreachable());
        waitsFor(tenant.send(other, "unreachable"), "notConnected");
    }

    @Test
    void aFileOnItsWayIsNamed() {
        channel.answer(person, new Submission.RecipientThrottled(ProviderError.ours("media", "on its way"), LONG));

        waitsFor(tenant.send(person, "file"), "media");
    }

    @Test
    void aMessageInDoubtSaysSoAndTheNextOneNamesIt() {
        channel.answer(person, TransportFailure.noAnswer());
        var doubted = tenant.send(person, "doubt");
        waitsFor(doubted, "inDoubt");
        assertEquals(1, waiting(doubted).getInt("attempt"));
        assertNull(waiting(doubted).getString("nextAttempt"));

        var next = tenant.send(person, "next");

        waitsFor(next, "previousMessage");
        assertEquals(doubted.toString(), waiting(next).getString("behind"));
    }

    @Test
    void aCallUnderWayIsSaidToBe() {
        channel.script(person, call -> Uni.createFrom().nothing());

        waitsFor(tenant.send(person, "silence"), "providerResponse");
    }

    @Test
    void anOpenCircuitBreakerIsNamed() {
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
    void aMessageThatWasHandedOverWaitsForNothing() {
        channel.script(person, ScriptedChannel::taken);
        var id = tenant.send(person, "taken");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));

        assertNull(tenant.get(id + "/events").jsonPath().get("waiting"));
    }

    private void waitsFor(UUID id, String reason) {
        Eventually.holds(() -> assertEquals(reason, waiting(id).getString("reason")));
    }

    private JsonPath waiting(UUID id) {
        var answer = tenant.get(id + "/events").asString();
        Contract.check("MessageDeliveryEvents", answer);
        return JsonPath.from(answer).setRootPath("waiting");
    }
}
