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
 * Sends the messages of one channel, so that a slow provider occupies only its own slots. Jobs have two sources:
 * messages passed in memory after they were committed as claimed, and claims from the table. While the table has more
 * jobs than there are free slots, none are passed in memory, so that older jobs do not starve.
 */
final class ChannelLoop {

    private final Channel<?> channel;
    private final DispatchJobs jobs;
    private final OutboundReferenceResolver referenceResolver;
    private final AttemptSend attemptSend;
    private final DispatchResults results;
    private final JobLoop<DispatchJob> loop;
    private final int slots;
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
            OutboundReferenceResolver referenceResolver,
            AttemptSend attemptSend,
            DispatchResults results,
            DispatchConfig config,
            InstanceSignals signals,
            Vertx vertx) {
        this.channel = channel;
        this.jobs = jobs;
        this.referenceResolver = referenceResolver;
        this.attemptSend = attemptSend;
        this.results = results;
        this.slots = config.concurrency(channel.name().value());
        this.pollNanos = config.poll().toNanos();
        this.loop = JobLoop.named("dispatch-" + channel.name())
                .batch(config.batch())
                .concurrency(slots)
                .every(config.poll())
                .signal(signals.signal("dispatch/" + channel.name(), this::onNotify))
                .build(vertx, this::claimResolved, this::dispatch);
    }

    void start() {
        loop.start();
    }

    boolean reserve() {
        if (stopping || backlog) {
            return false;
        }
        if (reserved.incrementAndGet() > slots) {
            reserved.decrementAndGet();
            return false;
        }
        return true;
    }

    void release() {
        reserved.decrementAndGet();
    }

    void submit(DispatchJob job) {
        submitted.add(job);
        loop.wake();
    }

    /** To be called when the table may have due jobs. */
    void wake() {
        due = true;
        loop.wake();
    }

    /** Another instance has more due jobs than free slots. */
    private void onNotify() {
        due = true;
        loop.onNotify();
    }

    /** Completes the calls in flight, then releases the jobs that were not started. */
    Uni<Void> stop() {
        stopping = true;
        return loop.stop().chain(this::releaseSubmitted);
    }

    /** Claims jobs and resolves their references; if the lookup fails, their leases expire. */
    private Uni<List<DispatchJob>> claimResolved(int max) {
        return claim(max).chain(referenceResolver::resolve);
    }

    private Uni<List<DispatchJob>> claim(int max) {
        var claimed = drain(max);
        var claimsTable = due || backlog || System.nanoTime() - lastClaim >= pollNanos;
        if (stopping || !claimsTable) {
            return Uni.createFrom().item(claimed);
        }
        var free = max - claimed.size();
        if (free == 0) {
            backlog = true; // the table is claimed next, since nothing more is passed in memory
            return Uni.createFrom().item(claimed);
        }
        due = false;
        lastClaim = System.nanoTime();
        return jobs.claim(channel, free)
                .onFailure()
                .invoke(failure -> claimed.forEach(this::resubmit))
                .map(fromTable -> {
                    backlog = fromTable.size() >= free;
                    claimed.addAll(fromTable);
                    return claimed;
                });
    }

    private List<DispatchJob> drain(int max) {
        var claimed = new ArrayList<DispatchJob>();
        DispatchJob job;
        while (claimed.size() < max && (job = submitted.poll()) != null) {
            reserved.decrementAndGet();
            claimed.add(job);
        }
        return claimed;
    }

    private void resubmit(DispatchJob job) {
        reserved.incrementAndGet();
        submitted.add(job);
    }

    private Uni<Void> dispatch(DispatchJob job) {
        return attemptSend
                .run(job, channel)
                .chain(next -> results.commit(new DispatchResult(job, next)))
                .invoke(this::laneFreed)
                .replaceWithVoid();
    }

    private void laneFreed(boolean waiting) {
        if (waiting) {
            wake();
        }
    }

    private Uni<Void> releaseSubmitted() {
        var released = drain(Integer.MAX_VALUE).stream()
                .map(job -> results.commit(new DispatchResult(job, AttemptSend.released(Duration.ZERO))))
                .toList();
        return released.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(released).andFailFast().replaceWithVoid();
    }
}
