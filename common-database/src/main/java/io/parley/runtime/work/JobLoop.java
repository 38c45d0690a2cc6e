package io.parley.runtime.work;

import io.parley.runtime.background.SafeContext;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.logging.OutageLog;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Processes a table of due jobs: claims jobs while there are free slots, passes every job to its handler, sleeps until
 * {@link #wake()} or the poll interval. One claim is in flight at a time; a full claim is followed by the next at once.
 * Claims and handlers run on duplicated, safe contexts of one event loop, so neither may block.
 *
 * <p>If work is due while no slot is free, or while this loop is stopped, it notifies the other instances.
 *
 * <p>A handler records its own outcome. If it fails, this is only logged and counted: the job's lease expires and the
 * job is claimed again.
 *
 * @param <J> a claimed job
 */
public final class JobLoop<J> {

    private static final Logger LOG = Logger.getLogger(JobLoop.class);

    private final JobLoopBuilder settings;
    private final IntFunction<Uni<List<J>>> claim;
    private final Function<J, Uni<Void>> handler;
    private final OutageLog claims;
    private final OutageLog jobs;
    private final WorkMetrics metrics;
    private final Vertx vertx;
    private final Context context;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean full = true;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    // State of the loop: touched only on the event loop of `context`.
    private boolean running;
    private boolean claiming;
    private boolean moreExpected;
    private int inFlight;
    private int failures;
    private long timer = -1;

    JobLoop(JobLoopBuilder settings, Vertx vertx, IntFunction<Uni<List<J>>> claim, Function<J, Uni<Void>> handler) {
        this.settings = settings;
        this.claim = claim;
        this.handler = handler;
        this.claims = new OutageLog(LOG, "claims fail loop=" + settings.name());
        this.jobs =
                new OutageLog(LOG, "jobs fail, to be claimed again when their leases expire loop=" + settings.name());
        this.metrics = new WorkMetrics(settings.name());
        this.vertx = vertx;
        this.context = SafeContext.root(vertx);
    }

    /** Creates the settings of a loop; the name is its label in metrics and logs. */
    public static JobLoopBuilder named(String name) {
        return JobLoopBuilder.named(name);
    }

    /** Starts claiming; a second call does nothing. */
    public void start() {
        context.runOnContext(ignored -> {
            if (!running && !stopped.isDone()) {
                running = true;
                updateFull();
                claimNow();
            }
        });
    }

    /** Signals that a job may have become due. Cheap, callable from any thread; concurrent calls cause one claim. */
    public void wake() {
        if (full) {
            settings.signal().notifyOthers();
        }
        onNotify();
    }

    /** As {@link #wake()}, for a notification of another instance: not forwarded if no slot is free here either. */
    public void onNotify() {
        if (woken.compareAndSet(false, true)) {
            context.runOnContext(ignored -> onWake());
        }
    }

    /** Stops claiming; completes when the jobs in flight have ended. */
    public Uni<Void> stop() {
        context.runOnContext(ignored -> {
            running = false;
            updateFull();
            vertx.cancelTimer(timer);
            completeStop();
        });
        return Uni.createFrom().completionStage(stopped);
    }

    private void onWake() {
        if (!claiming && failures == 0) {
            claimNow();
        } // else: remembered in `woken` until the claim in flight or the back-off ends
    }

    private void claimNow() {
        var free = settings.concurrency() - inFlight;
        if (!running || claiming || free <= 0) {
            return;
        }
        claiming = true;
        woken.set(false);
        vertx.cancelTimer(timer);
        var wanted = Math.min(free, settings.batch());
        onDuplicate(() -> claim.apply(wanted), jobs -> claimed(jobs, wanted), this::claimFailed);
    }

    private void claimed(List<J> found, int wanted) {
        claiming = false;
        failures = 0;
        claims.succeeded();
        moreExpected = found.size() >= wanted;
        metrics.claimed(found.size());
        found.forEach(this::handle);
        if (moreExpected && full) {
            settings.signal().notifyOthers();
        }
        if (moreExpected || woken.get()) {
            claimIfEnoughSlots();
        }
        sleep(settings.every().toMillis());
        completeStop();
    }

    private void claimFailed(Throwable failure) {
        claiming = false;
        metrics.claimFailed();
        var pause = settings.backOff().pause(failures++).toMillis();
        claims.failed(failure);
        sleep(pause);
        completeStop();
    }

    private void handle(J job) {
        inFlight++;
        updateFull();
        metrics.started();
        var since = System.nanoTime();
        onDuplicate(() -> handler.apply(job), ignored -> ended(since, null), failure -> ended(since, failure));
    }

    private void ended(long since, @Nullable Throwable failure) {
        inFlight--;
        updateFull();
        metrics.ended(since, failure == null);
        log(failure);
        if (moreExpected || woken.get()) {
            claimIfEnoughSlots();
        }
        completeStop();
    }

    private void log(@Nullable Throwable failure) {
        if (failure == null) {
            jobs.succeeded();
        } else if (Failures.isOutage(failure)) {
            jobs.failed(failure);
        } else {
            LOG.errorf(failure, "job failed loop=%s; to be claimed again when its lease expires", settings.name());
        }
    }

    /**
     * Waits until a quarter of the slots is free, so that a busy loop does not claim job by job; the timer claims with
     * fewer.
     */
    private void claimIfEnoughSlots() {
        var free = settings.concurrency() - inFlight;
        if (failures == 0 && free >= Math.min(settings.batch(), Math.max(1, settings.concurrency() / 4))) {
            claimNow();
        }
    }

    private void sleep(long millis) {
        if (running && !claiming) {
            vertx.cancelTimer(timer);
            timer = vertx.setTimer(Math.max(1, millis), ignored -> context.runOnContext(on -> tick()));
        }
    }

    private void tick() {
        claimNow();
        sleep(settings.every().toMillis());
    }

    private void updateFull() {
        full = !running || inFlight >= settings.concurrency();
    }

    private void completeStop() {
        if (!running && !claiming && inFlight == 0) {
            stopped.complete(null);
        }
    }

    private <X> void onDuplicate(Supplier<Uni<? extends X>> work, Consumer<X> done, Consumer<Throwable> failed) {
        SafeContext.run(context, () -> Uni.createFrom()
                .<X>deferred(work)
                .subscribe()
                .with(item -> back(() -> done.accept(item)), failure -> back(() -> failed.accept(failure))));
    }

    private void back(Runnable step) {
        context.runOnContext(ignored -> step.run());
    }
}
