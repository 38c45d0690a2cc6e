package io.parley.messaging.dispatch;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import java.time.Duration;
import java.util.EnumSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Simulates one message from acceptance to its final state, with random failures: the real {@link RetryPolicy}, a job
 * with the rules of {@link SettleSql}, {@link JobReaper} and {@link InDoubtResolver}, and an unreliable provider,
 * gateway and process. Time is simulated in milliseconds.
 */
final class SimulatedLife {

    private static final ProviderError ERROR = new ProviderError("sim::error::1", "simulated");
    private static final long LEASE = 60_000;
    private static final long HOLD = 60_000;
    private static final long EXPIRY = Duration.ofHours(24).toMillis();
    private static final long MAX_STATUS = 20_000;

    private enum JobState {
        DUE,
        CLAIMED,
        IN_DOUBT,
        DELETED
    }

    private record Step(long at, Runnable what) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return Long.compare(at, other.at);
        }
    }

    private final RetryPolicy retryPolicy;
    private final SplittableRandom random;
    private final boolean statusesInTime;
    private final PriorityQueue<Step> schedule = new PriorityQueue<>();
    private final Set<MessageState> events = EnumSet.of(MessageState.ACCEPTED);

    private long now;
    private JobState job = JobState.DUE;
    private long fence;
    private int attempt;
    private int throttles;
    private int resends;
    private int accepted;
    private int failures;
    private int callsInFlight;
    private boolean overlapped;
    private long gatewayDownUntil;

    /** @param statusesInTime whether the provider reports every accepted message within the hold */
    SimulatedLife(RetryPolicy retryPolicy, long seed, boolean statusesInTime) {
        this.retryPolicy = retryPolicy;
        this.random = new SplittableRandom(seed);
        this.statusesInTime = statusesInTime;
        if (random.nextInt(10) == 0) {
            gatewayDownUntil = random.nextLong(600_000);
        }
    }

    /** Runs to the end. Returns the violated guarantee; null if there is none. */
    String run() {
        schedule.add(new Step(0, this::claim));
        Step step;
        while ((step = schedule.poll()) != null) {
            now = step.at();
            step.what().run();
        }
        return violation();
    }

    int resends() {
        return resends;
    }

    int accepted() {
        return accepted;
    }

    private String violation() {
        var state = events.stream().reduce(MessageState.UNKNOWN, MessageState::join);
        if (job != JobState.DELETED) {
            return "no final state: " + job;
        }
        if (failures > 1) {
            return "failed " + failures + " times";
        }
        if (accepted > 1 + resends) {
            return "sent without a decision to resend: accepted " + accepted + " times with " + resends + " resends";
        }
        if (statusesInTime && accepted > 1) {
            return "duplicate although the provider reported in time";
        }
        if (overlapped) {
            return "overlapping calls";
        }
        if (state == MessageState.ACCEPTED) {
            return "no event after acceptance";
        }
        return statusesInTime && accepted > 0 && state == MessageState.DISPATCHED ? "delivery missed" : null;
    }

    private void claim() {
        if (job != JobState.DUE) {
            return;
        }
        if (now >= EXPIRY) {
            fail();
            return;
        }
        job = JobState.CLAIMED;
        attempt++;
        var claimFence = ++fence;
        after(LEASE, () -> expireLease(claimFence));
        if (random.nextInt(50) == 0) {
            return; // the process ends before the call
        }
        call(claimFence);
    }

    private void call(long claimFence) {
        overlapped |= callsInFlight++ > 0;
        var draw = random.nextInt(100);
        var isAccepted = draw < 60 || draw >= 90;
        if (isAccepted) {
            accept();
        }
        var response = response(draw);
        var delay = random.nextInt(50) == 0 ? LEASE + 1 + random.nextLong(30_000) : random.nextLong(2_000);
        after(Math.min(delay, LEASE - 1), () -> callsInFlight--);
        if (random.nextInt(50) != 0) { // otherwise the process ends during the call
            after(delay, () -> onResponse(claimFence, response));
        }
    }

    private Submission response(int draw) {
        if (draw < 60) {
            return Submission.Accepted.of("sim", "1");
        }
        if (draw < 65) {
            return new Submission.Rejected(ERROR);
        }
        if (draw < 85) {
            return new Submission.Deferred(ERROR, Duration.ofMillis(random.nextLong(5_000)), random.nextBoolean());
        }
        return new Submission.InDoubt(ERROR); // 85..89 not accepted, 90..99 accepted
    }

    /** The provider accepts the message and reports statuses: sometimes before its response, repeated, out of order. */
    private void accept() {
        accepted++;
        if (!statusesInTime && random.nextInt(3) == 0) {
            return;
        }
        var reports = 1 + random.nextInt(3);
        for (var i = 0; i < reports; i++) {
            webhook(random.nextLong(MAX_STATUS), i == 0 ? MessageState.DELIVERED : MessageState.DISPATCHED);
        }
    }

    private void webhook(long delay, MessageState state) {
        var at = now + delay;
        var arrives = at < gatewayDownUntil ? gatewayDownUntil + delay : at; // the provider repeats webhooks that fail
        schedule.add(new Step(arrives, () -> status(state)));
    }

    private void status(MessageState state) {
        events.add(MessageState.DISPATCHED);
        events.add(state);
        job = JobState.DELETED;
    }

    private void onResponse(long claimFence, Submission submission) {
        var isCurrent = job == JobState.CLAIMED && fence == claimFence;
        switch (retryPolicy.after(attempt, throttles, submission, random)) {
            case NextStep.Submitted submitted -> {
                events.add(MessageState.DISPATCHED);
                job = JobState.DELETED;
            }
            case NextStep.Failed failed -> {
                if (isCurrent) {
                    fail();
                }
            }
            case NextStep.Retry retry -> {
                if (isCurrent) {
                    job = JobState.DUE;
                    attempt -= retry.counts() ? 0 : 1;
                    throttles += retry.throttled() ? 1 : 0;
                    after(retry.after().toMillis(), this::claim);
                }
            }
            case NextStep.AwaitStatus await -> {
                if (isCurrent) {
                    putInDoubt();
                }
            }
        }
    }

    private void expireLease(long claimFence) {
        if (job == JobState.CLAIMED && fence == claimFence) {
            fence++;
            putInDoubt();
        }
    }

    private void putInDoubt() {
        job = JobState.IN_DOUBT;
        var frozen = Math.max(0, gatewayDownUntil - now);
        after(frozen + HOLD, this::endHold);
    }

    private void endHold() {
        if (job != JobState.IN_DOUBT) {
            return;
        }
        if (retryPolicy.resendsAfterHold(InDoubtPolicy.RESEND, resends) && now < EXPIRY) {
            resends++;
            job = JobState.DUE;
            claim();
        } else {
            fail();
        }
    }

    private void fail() {
        failures++;
        events.add(MessageState.CHANNEL_FAILED);
        events.add(MessageState.FAILED);
        job = JobState.DELETED;
    }

    private void after(long delay, Runnable action) {
        schedule.add(new Step(now + delay, action));
    }
}
