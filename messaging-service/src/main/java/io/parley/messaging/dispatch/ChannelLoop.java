package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.runtime.work.InstanceSignals;
import io.parley.runtime.work.JobLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the messages of one channel, so that a slow provider takes only its own places. Jobs come from two sides: handed
 * over in memory by who just committed them as claimed, and claimed from the table. As long as the table has more than
 * there are places for, nothing is handed over in memory, so nobody is overtaken for long.
 */
final class ChannelLoop {

    private final Channel<?> channel;
    private final DispatchJobs jobs;
    private final OutboundReferenceResolver referring;
    private final AttemptSend tries;
    private final DispatchResults outcomes;
    private final JobLoop<DispatchJob> loop;
    private final int places;
    private final long pollNanos;
    private final ConcurrentLinkedQueue<DispatchJob> submitted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reserved = new AtomicInteger();
    private volatile boolean backlog;
    private volatile boolean due = true;
    private volatile boolean stopping;
    private long lastClaim = System.nanoTime();

    ChannelLoop(
            Channel<?> channel,
            DispatchJobs jobs,
            OutboundReferenceResolver referring,
            AttemptSend tries,
            DispatchResults outcomes,
            DispatchConfig config,
            InstanceSignals signals,
            Vertx vertx) {
        this.channel = channel;
        this.jobs = jobs;
        this.referring = referring;
        this.tries = tries;
        this.outcomes = outcomes;
        this.places = config.concurrency(channel.name().value());
        this.pollNanos = config.poll().toNanos();
        this.loop = JobLoop.named("dispatch-" + channel.name())
                .batch(config.batch())
                .concurrency(places)
                .every(config.poll())
                .signal(signals.signal("dispatch/" + channel.name(), this::onNotify))
                .start(vertx, this::take, this::dispatch);
    }

    void start() {
        loop.start();
    }

    boolean reserve() {
        if (stopping || backlog) {
            return false;
        }
        if (reserved.incrementAndGet() > places) {
            reserved.decrementAndGet();
            return false;
        }
        return true;
    }

    void release() {
        reserved.decrementAndGet();
    }

    void take(DispatchJob job) {
        submitted.add(job);
        loop.wake();
    }

    /** Says that the table may have something due. */
    void wake() {
        due = true;
        loop.wake();
    }

    /** Another instance has more than it can take. */
    private void onNotify() {
        due = true;
        loop.onNotify();
    }

    /** Ends the calls under way, then gives back what was not begun. */
    Uni<Void> stop() {
        stopping = true;
        return loop.stop().chain(this::giveBack);
    }

    /** Jobs that can be sent as they are; if what they point to cannot be looked up, their leases run out. */
    private Uni<List<DispatchJob>> take(int max) {
        return claim(max).chain(referring::resolved);
    }

    private Uni<List<DispatchJob>> claim(int max) {
        var taken = drain(max);
        var wantsTable = due || backlog || System.nanoTime() - lastClaim >= pollNanos;
        if (stopping || !wantsTable) {
            return Uni.createFrom().item(taken);
        }
        var room = max - taken.size();
        if (room == 0) {
            backlog = true; // the table's turn comes, as nothing more is handed over meanwhile
            return Uni.createFrom().item(taken);
        }
        due = false;
        lastClaim = System.nanoTime();
        return jobs.claim(channel, room)
                .onFailure()
                .invoke(failure -> taken.forEach(this::putBack))
                .map(claimed -> {
                    backlog = claimed.size() >= room;
                    taken.addAll(claimed);
                    return taken;
                });
    }

    private List<DispatchJob> drain(int max) {
        var taken = new ArrayList<DispatchJob>();
        DispatchJob job;
        while (taken.size() < max && (job = submitted.poll()) != null) {
            reserved.decrementAndGet();
            taken.add(job);
        }
        return taken;
    }

    private void putBack(DispatchJob job) {
        reserved.incrementAndGet();
        submitted.add(job);
    }

    private Uni<Void> dispatch(DispatchJob job) {
        return tries.run(job, channel)
                .chain(next -> outcomes.commit(new DispatchResult(job, next)))
                .invoke(this::laneFreed)
                .replaceWithVoid();
    }

    private void laneFreed(boolean waiting) {
        if (waiting) {
            wake();
        }
    }

    private Uni<Void> giveBack() {
        var untouched = drain(Integer.MAX_VALUE).stream()
                .map(job -> outcomes.commit(new DispatchResult(job, AttemptSend.untouched(Duration.ZERO))))
                .toList();
        return untouched.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(untouched).andFailFast().replaceWithVoid();
    }
}
