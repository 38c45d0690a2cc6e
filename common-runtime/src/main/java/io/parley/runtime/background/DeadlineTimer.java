package io.parley.runtime.background;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timer of frequent deadlines: {@code ifNoItem().after(timeout).on(DeadlineTimer.shared())}. Mutiny's own timer keeps
 * each deadline until its time has come, also if the result came long before; with two thousand calls a second and thirty
 * seconds these are sixty thousand. This one forgets a deadline as soon as there is a result.
 */
public final class DeadlineTimer {

    private static final ContextTimer TIMER = new ContextTimer();

    private DeadlineTimer() {}

    /** Returns the timer. What follows a missed deadline runs on the context of the caller. */
    public static ScheduledExecutorService shared() {
        return TIMER;
    }

    private static final class ContextTimer extends ScheduledThreadPoolExecutor {

        private static final int SECONDS_UNUSED = 10;

        ContextTimer() {
            super(1, Thread.ofPlatform().daemon().name("deadlines").factory());
            setRemoveOnCancelPolicy(true);
            // The thread ends when it is unused: it would keep the classes of an application that was stopped.
            setKeepAliveTime(SECONDS_UNUSED, TimeUnit.SECONDS);
            allowCoreThreadTimeOut(true);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable missed, long delay, TimeUnit unit) {
            var context = SafeContext.executor();
            return super.schedule(() -> context.execute(missed), delay, unit);
        }
    }
}
