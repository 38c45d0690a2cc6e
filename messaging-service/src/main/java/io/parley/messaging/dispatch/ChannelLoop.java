package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.queue.ChannelSlots;
import io.parley.messaging.queue.DispatchConfig;
import io.parley.messaging.queue.DispatchJob;
import io.parley.runtime.work.InstanceSignals;
import io.parley.runtime.work.JobLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sends the messages of one channel, so that a slow provider occupies only its own slots. Jobs have two sources:
 * messages passed in memory after they were committed as claimed ({@link ChannelSlots}), and claims from the table.
 */
final class ChannelLoop {

    private final Channel<?> channel;
    private final ClaimJobs jobs;
    private final OutboundReferenceResolver referenceResolver;
    private final AttemptSend attemptSend;
    private final DispatchResults results;
    private final JobLoop<DispatchJob> loop;
    private final ChannelSlots slots;
    private final long pollNanos;
    private volatile boolean stopping;
    private long lastClaim = System.nanoTime();

    ChannelLoop(
            Channel<?> channel,
            ClaimJobs jobs,
            ChannelSlots slots,
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
        this.slots = slots;
        this.pollNanos = config.poll().toNanos();
        this.loop = JobLoop.named("dispatch-" + channel.name())
                .batch(config.batch())
                .concurrency(slots.size())
                .every(config.poll())
                .signal(signals.signal("dispatch/" + channel.name(), this::onNotify))
                .build(vertx, this::claim, this::dispatch);
    }

    void start() {
        slots.open(loop::wake);
        loop.start();
    }

    /** To be called when the table may have due jobs. */
    void wake() {
        slots.wake();
    }

    /** Another instance has more due jobs than free slots. */
    private void onNotify() {
        slots.othersNeedHelp();
        loop.onNotify();
    }

    /** Completes the calls in flight, then releases the jobs that were not started. */
    Uni<Void> stop() {
        stopping = true;
        slots.close();
        return loop.stop().chain(this::releaseSubmitted).chain(jobs::returnLost);
    }

    /** Takes the submitted jobs, then claims from the table; if either fails, the submitted ones are kept for later. */
    private Uni<List<DispatchJob>> claim(int max) {
        var submitted = slots.poll(max);
        return referenceResolver
                .resolve(submitted)
                .chain(resolved -> claimFromTable(max - submitted.size())
                        .map(claimed -> Stream.concat(resolved.stream(), claimed.stream())
                                .toList()))
                .onFailure()
                .invoke(failure -> slots.putBack(submitted));
    }

    private Uni<List<DispatchJob>> claimFromTable(int free) {
        var isDue = slots.isTableDue() || System.nanoTime() - lastClaim >= pollNanos;
        if (stopping || !isDue) {
            return Uni.createFrom().item(List.of());
        }
        if (free == 0) {
            slots.onTableClaimed(true); // the table is claimed next, since nothing more is passed in memory
            return Uni.createFrom().item(List.of());
        }
        slots.onTableClaim();
        lastClaim = System.nanoTime();
        return jobs.claim(channel, free)
                .invoke(claimed -> slots.onTableClaimed(claimed.size() >= free))
                .onFailure()
                .invoke(failure -> slots.onTableClaimFailed());
    }

    private Uni<Void> dispatch(DispatchJob job) {
        return attemptSend
                .run(job, channel)
                .chain(results::commit)
                .invoke(this::laneFreed)
                .replaceWithVoid();
    }

    private void laneFreed(boolean waiting) {
        if (waiting) {
            wake();
        }
    }

    private Uni<Void> releaseSubmitted() {
        var released = slots.poll(Integer.MAX_VALUE).stream()
                .map(job -> results.commit(new DispatchResult(job, AttemptSend.released(Duration.ZERO))))
                .toList();
        return released.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(released).andFailFast().replaceWithVoid();
    }
}
