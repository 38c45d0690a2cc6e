package io.parley.runtime.background;

import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.resilience.BackOff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs a task periodically: first when it is started, then an interval after the end of each run, so that runs of one
 * instance never overlap. After a failed run the next one follows sooner, with back-off. Runs on a duplicated, safe
 * context of one event loop, so the task may not block.
 *
 * <p>The application's scheduler is not used because its intervals are whole seconds, and because it neither runs a task
 * on demand ({@link #wake()}) nor backs off (ADR 0017).
 */
public final class PeriodicTask {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(5);

    /**
     * Settings of a periodic task.
     *
     * @param name label in metrics and logs
     * @param every time between the end of a run and the next one
     * @param deadline time after which a run has failed, so that one that hangs does not end the task
     */
    public record Settings(String name, Duration every, Duration deadline) {

        public Settings every(Duration every) {
            return new Settings(name, every, deadline);
        }

        public Settings deadline(Duration deadline) {
            return new Settings(name, every, deadline);
        }

        /** Creates the task, not started yet. */
        public PeriodicTask build(Vertx vertx, Supplier<? extends Uni<?>> run) {
            return new PeriodicTask(this, vertx, run);
        }

        private BackOff backOff() {
            var max = every.compareTo(MAX_BACK_OFF) < 0 ? every : MAX_BACK_OFF;
            return new BackOff(max.compareTo(FIRST_BACK_OFF) < 0 ? max : FIRST_BACK_OFF, max);
        }
    }

    private final Settings settings;
    private final Supplier<? extends Uni<?>> run;
    private final BackOff backOff;
    private final OutageLog outage;
    private final TaskMetrics metrics;
    private final Vertx vertx;
    private final Context context;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    // Touched only on the event loop of `context`.
    private boolean started;
    private boolean running;
    private int failures;
    private long timer = -1;

    private PeriodicTask(Settings settings, Vertx vertx, Supplier<? extends Uni<?>> run) {
        this.settings = settings;
        this.run = run;
        this.backOff = settings.backOff();
        this.outage = new OutageLog(LOG, "runs fail task=" + settings.name());
        this.metrics = new TaskMetrics(settings.name());
        this.vertx = vertx;
        this.context = SafeContext.root(vertx);
    }

    /** Creates the settings of a task: every second, with a deadline of a minute. */
    public static Settings named(String name) {
        return new Settings(name, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /** Starts with a first run; a second call does nothing. */
    public void start() {
        onLoop(() -> {
            if (!started && !stopped.isDone()) {
                started = true;
                runNow();
            }
        });
    }

    /**
     * Runs the task now, or once more after the current run; during a back-off, at its end. Cheap, callable from any
     * thread; concurrent calls cause one run.
     */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            onLoop(() -> {
                if (failures == 0) {
                    runNow();
                }
            });
        }
    }

    /** Stops, whether or not the result is subscribed to; completes when the current run has ended. */
    public Uni<Void> stop() {
        onLoop(() -> {
            started = false;
            vertx.cancelTimer(timer);
            completeStop();
        });
        return Uni.createFrom().completionStage(stopped);
    }

    private void runNow() {
        if (!started || running) {
            return;
        }
        running = true;
        woken.set(false);
        vertx.cancelTimer(timer);
        var since = System.nanoTime();
        SafeContext.run(context, () -> Uni.createFrom()
                .<Object>deferred(run::get)
                .ifNoItem()
                .after(settings.deadline())
                .on(DeadlineTimer.shared())
                .fail()
                .subscribe()
                .with(done -> onLoop(() -> succeeded(since)), failure -> onLoop(() -> failed(since, failure))));
    }

    private void succeeded(long since) {
        metrics.succeeded(since);
        outage.succeeded();
        failures = 0;
        ended(woken.get() ? Duration.ZERO : settings.every());
    }

    private void failed(long since, Throwable failure) {
        metrics.failed(since);
        outage.failed(failure);
        ended(backOff.pause(failures++));
    }

    private void ended(Duration pause) {
        running = false;
        if (started) {
            timer = vertx.setTimer(Math.max(1, pause.toMillis()), due -> onLoop(this::runNow));
        }
        completeStop();
    }

    private void completeStop() {
        if (!started && !running) {
            stopped.complete(null);
        }
    }

    private void onLoop(Runnable step) {
        context.runOnContext(ignored -> step.run());
    }
}
