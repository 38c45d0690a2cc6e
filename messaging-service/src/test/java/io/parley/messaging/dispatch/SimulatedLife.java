package io.parley.messaging.dispatch;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One message from acceptance to its end, with everything that can go wrong on the way: the real decision core between a
 * job that follows the rules of {@link SettleSql}, {@link JobReaper} and {@link InDoubtResolver}, and a provider, a gateway and a process that fail by
 * chance. Time is in milliseconds and costs nothing.
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

    private final RetryPolicy decision;
    private final SplittableRandom chance;
    private final boolean statusesComeInTime;
    private final PriorityQueue<Step> future = new PriorityQueue<>();
    private final Set<MessageState> events = EnumSet.of(MessageState.ACCEPTED);

    private long now;
    private JobState job = JobState.DUE;
    private long fence;
    private int attempt;
    private int throttles;
    private int resends;
    private int taken;
    private int failures;
    private int callsUnderWay;
    private boolean overlapped;
    private long gatewayDownUntil;

    /** @param statusesComeInTime whether the provider reports every acceptance within the hold of healthy time */
    SimulatedLife(RetryPolicy decision, long seed, boolean statusesComeInTime) {
        this.decision = decision;
        this.chance = new SplittableRandom(seed);
        this.statusesComeInTime = statusesComeInTime;
        if (chance.nextInt(10) == 0) {
            gatewayDownUntil = chance.nextLong(600_000);
        }
    }

    /** Lives to the end and says what is wrong with it; null if nothing is. */
    String live() {
        future.add(new Step(0, this::claim));
        Step step;
        while ((step = future.poll()) != null) {
            now = step.at();
            step.what().run();
        }
        return verdict();
    }

    int resends() {
        return resends;
    }

    int taken() {
        return taken;
    }

    private String verdict() {
        var state = events.stream().reduce(MessageState.UNKNOWN, MessageState::join);
        if (job != JobState.DELETED) {
            return "never ended: " + job;
        }
        if (failures > 1) {
            return "failed " + failures + " times";
        }
        if (taken > 1 + resends) {
            return "sent blindly: taken " + taken + " times with " + resends + " resends";
        }
        if (statusesComeInTime && taken > 1) {
            return "a duplicate although the provider reported in time";
        }
        if (overlapped) {
            return "two claims at once";
        }
        if (state == MessageState.ACCEPTED) {
            return "silence";
        }
        return statusesComeInTime && taken > 0 && state == MessageState.DISPATCHED ? "delivery missed" : null;
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
        var mine = ++fence;
        after(LEASE, () -> leaseOver(mine));
        if (chance.nextInt(50) == 0) {
            return; // the process ends before the call
        }
        call(mine);
    }

    private void call(long mine) {
        overlapped |= callsUnderWay++ > 0;
        var luck = chance.nextInt(100);
        var accepts = luck < 60 || luck >= 90;
        if (accepts) {
            take();
        }
        var answer = answer(luck);
        var late = chance.nextInt(50) == 0 ? LEASE + 1 + chance.nextLong(30_000) : chance.nextLong(2_000);
        after(Math.min(late, LEASE - 1), () -> callsUnderWay--);
        if (chance.nextInt(50) != 0) { // else the process ends during the call
            after(late, () -> answered(mine, answer));
        }
    }

    private Submission answer(int luck) {
        if (luck < 60) {
            return Submission.Accepted.of("sim", "1");
        }
        if (luck < 65) {
            return new Submission.Rejected(ERROR);
        }
        if (luck < 85) {
            return new Submission.Deferred(ERROR, Duration.ofMillis(chance.nextLong(5_000)), chance.nextBoolean());
        }
        return new Submission.InDoubt(ERROR); // 85..89 not taken, 90..99 taken
    }

    /** The provider takes it, and reports: now and then before its answer, repeated, out of order. */
    private void take() {
        taken++;
        if (!statusesComeInTime && chance.nextInt(3) == 0) {
            return;
        }
        var reports = 1 + chance.nextInt(3);
        for (var i = 0; i < reports; i++) {
            webhook(chance.nextLong(MAX_STATUS), i == 0 ? MessageState.DELIVERED : MessageState.DISPATCHED);
        }
    }

    private void webhook(long delay, MessageState state) {
        var at = now + delay;
        var arrives = at < gatewayDownUntil ? gatewayDownUntil + delay : at; // the provider repeats what was not taken
        future.add(new Step(arrives, () -> status(state)));
    }

    private void status(MessageState state) {
        events.add(MessageState.DISPATCHED);
        events.add(state);
        job = JobState.DELETED;
    }

    private void answered(long mine, Submission submission) {
        var holds = job == JobState.CLAIMED && fence == mine;
        switch (decision.after(attempt, throttles, submission, chance)) {
            case NextStep.Submitted handedOver -> {
                events.add(MessageState.DISPATCHED);
                job = JobState.DELETED;
            }
            case NextStep.Failed failed -> {
                if (holds) {
                    fail();
                }
            }
            case NextStep.Retry again -> {
                if (holds) {
                    job = JobState.DUE;
                    attempt -= again.counts() ? 0 : 1;
                    throttles += again.throttled() ? 1 : 0;
                    after(again.after().toMillis(), this::claim);
                }
            }
            case NextStep.AwaitStatus hold -> {
                if (holds) {
                    doubt();
                }
            }
        }
    }

    private void leaseOver(long mine) {
        if (job == JobState.CLAIMED && fence == mine) {
            fence++;
            doubt();
        }
    }

    private void doubt() {
        job = JobState.IN_DOUBT;
        var frozen = Math.max(0, gatewayDownUntil - now);
        after(frozen + HOLD, this::holdOver);
    }

    private void holdOver() {
        if (job != JobState.IN_DOUBT) {
            return;
        }
        if (decision.resendsAfterHold(InDoubtPolicy.RESEND, resends) && now < EXPIRY) {
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

    private void after(long delay, Runnable what) {
        future.add(new Step(now + delay, what));
    }
}
