package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedChannel.Call;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.model.ChannelName;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Order, rejections, retries and concurrent claims. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class DispatchTest {
    private static final ProviderError BUSY = new ProviderError("viber::error::7", "busy");

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    MeterRegistry meters;

    @Inject
    ClaimJobs jobs;

    @Inject
    DispatchTable table;

    private final String person = Tenant.person();

    @Test
    void messagesToOneRecipientAreSentInOrder() {
        var inFlight = new AtomicInteger();
        var overlapped = new AtomicInteger();
        channel.script(person, call -> {
            overlapped.addAndGet(inFlight.incrementAndGet() - 1);
            return ScriptedChannel.accepted(call)
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(30))
                    .invoke(inFlight::decrementAndGet);
        });
        var sent = new ArrayList<UUID>();

        for (var i = 0; i < 8; i++) {
            sent.add(tenant.send(person, "message " + i));
        }

        Eventually.holds(() -> assertEquals(
                sent, channel.callsTo(person).stream().map(Call::messageId).toList()));
        assertEquals(0, overlapped.get());
    }

    @Test
    void hangingCallDoesNotBlockOtherRecipients() {
        channel.script(person, call -> Uni.createFrom().nothing());
        tenant.send(person, "hangs");

        var other = tenant.send(Tenant.person(), "goes");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(other)));
    }

    @Test
    void rejectedMessageFails() {
        channel.answer(person, new Submission.Rejected(new ProviderError("viber::error::6", "not a subscriber")));

        var id = tenant.send(person, "no");

        Eventually.holds(() -> assertEquals("failed", tenant.status(id)));
        assertEquals(
                List.of("MessageStatus::accepted", "MessageStatus::channelFailed", "MessageStatus::failed"),
                tenant.events(id));
        assertEquals(
                "viber::error::6", tenant.get(id + "/events").then().extract().path("events[2].details.code"));
        assertEquals(0, table.jobs(id));
    }

    @Test
    void deferredMessageIsRetried() {
        channel.script(
                person,
                call -> call.attempt() < 3
                        ? ScriptedChannel.requests(new Submission.Deferred(BUSY, Duration.ZERO, false))
                        : ScriptedChannel.accepted(call));

        var id = tenant.send(person, "later");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        assertEquals(
                List.of(1, 2, 3),
                channel.callsTo(person).stream().map(Call::attempt).toList());
    }

    @Test
    void throttlingCountsAsNoAttemptAndRespectsRetryAfter() {
        var calls = new AtomicInteger();
        var retryAfter = Duration.ofMillis(600);
        var first = new long[1];
        var second = new long[1];
        channel.script(person, call -> {
            if (calls.getAndIncrement() == 0) {
                first[0] = System.nanoTime();
                return ScriptedChannel.requests(new Submission.Deferred(BUSY, retryAfter, true));
            }
            second[0] = System.nanoTime();
            return ScriptedChannel.accepted(call);
        });

        var id = tenant.send(person, "slower");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        assertEquals(
                List.of(1, 1),
                channel.callsTo(person).stream().map(Call::attempt).toList());
        assertTrue(second[0] - first[0] >= retryAfter.toNanos());
    }

    @Test
    void channelGetsTheNumberOfThrottles() {
        channel.script(
                person,
                call -> call.throttles() < 3
                        ? ScriptedChannel.requests(new Submission.RecipientThrottled(BUSY, Duration.ofMillis(50)))
                        : ScriptedChannel.accepted(call));

        var id = tenant.send(person, "slower and slower");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        assertEquals(
                List.of(0, 1, 2, 3),
                channel.callsTo(person).stream().map(Call::throttles).toList());
        assertEquals(
                List.of(1, 1, 1, 1),
                channel.callsTo(person).stream().map(Call::attempt).toList());
    }

    @Test
    void expiredMessageFails() {
        channel.answer(person, new Submission.Deferred(BUSY, Duration.ofHours(1), false));
        var before = expiredMessages();
        var id = tenant.send(person, "old");
        Eventually.holds(() -> assertEquals(DispatchJobState.DUE, table.state(id)));

        table.sql("update dispatch_job set due_at = now(), expires_at = now() where message_id = $1", id);

        Eventually.holds(() -> assertEquals("failed", tenant.status(id)));
        assertEquals(
                "conversations::error::expired",
                tenant.get(id + "/events").then().extract().path("events[1].details.code"));
        assertEquals(1, channel.callsTo(person).size());
        assertTrue(expiredMessages() > before);
    }

    private double expiredMessages() {
        return meters.get("parley.messages.expired").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void openCircuitBreakerLimitsCallsDuringAnOutage() {
        var down = new java.util.concurrent.atomic.AtomicBoolean(true);
        var people = new ArrayList<String>();
        var sent = new ArrayList<UUID>();
        for (var i = 0; i < 60; i++) {
            people.add(Tenant.person());
            channel.script(
                    people.getLast(),
                    call -> down.get()
                            ? ScriptedChannel.requests(new Submission.Deferred(BUSY, Duration.ZERO, false))
                            : ScriptedChannel.accepted(call));
        }
        people.forEach(to -> sent.add(tenant.send(to, "outage")));
        Eventually.pause(Duration.ofSeconds(3));

        var callsDown =
                people.stream().mapToInt(to -> channel.callsTo(to).size()).sum();
        down.set(false);

        assertTrue(callsDown <= 66, callsDown + " calls during the outage");
        sent.forEach(id -> Eventually.holds(() -> assertEquals("dispatched", tenant.status(id))));
    }

    @Test
    void messagesBeyondTheSlotsWaitInTheTableAndAreSentOnce() {
        var people = IntStream.range(0, 200).mapToObj(i -> Tenant.person()).toList();
        people.forEach(to -> channel.script(
                to, call -> ScriptedChannel.accepted(call).onItem().delayIt().by(Duration.ofMillis(100))));

        // A busy machine may refuse some with 503, which stores nothing.
        try (var threads = Executors.newFixedThreadPool(32)) {
            people.forEach(to -> threads.execute(() -> Eventually.holds(() -> assertEquals(
                    202, tenant.post(tenant.text(to, "one of many")).statusCode()))));
        }

        people.forEach(
                to -> Eventually.holds(() -> assertEquals(1, channel.callsTo(to).size())));
        Eventually.holds(() ->
                assertEquals(0L, table.sql("select count(*) from dispatch_job where sender_id = $1", tenant.sender())));
        people.forEach(to -> assertEquals(1, channel.callsTo(to).size()));
    }

    @Test
    void concurrentClaimsNeverReturnAJobTwice() {
        var sent = tenant.send(Tenant.person(), "to be copied");
        for (var i = 0; i < 300; i++) {
            table.copy(sent, Ids.next());
        }
        var channelWithoutLoop = new ChannelWithoutLoop();

        var claims = IntStream.range(0, 12)
                .mapToObj(i -> jobs.claim(channelWithoutLoop, 40))
                .toList();
        var claimed = Uni.join().all(claims).andFailFast().await().atMost(Duration.ofSeconds(20)).stream()
                .flatMap(List::stream)
                .map(job -> job.message().id())
                .toList();

        assertEquals(300, claimed.size());
        assertEquals(300, new HashSet<>(claimed).size());
        table.sql("delete from dispatch_job where channel = $1", "other");
    }

    /** A channel without a loop, so that only the test claims. */
    @Vetoed
    private static final class ChannelWithoutLoop extends ScriptedChannel {
        @Override
        public ChannelName name() {
            return new ChannelName("other");
        }
    }
}
