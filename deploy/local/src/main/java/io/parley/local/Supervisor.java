package io.parley.local;

import io.parley.runtime.resilience.BackOff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Restarts crashed components, each in its own thread, with exponential back-off while a component keeps crashing; also
 * restarts a component on request ({@code ./dev restart COMPONENT}). The number of attempts is not limited, because a
 * failed dependency may recover.
 */
final class Supervisor implements AutoCloseable {
    private static final int POLL_MS = 200;
    private static final BackOff PAUSES = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), 0);

    /** After this time the next crash starts again with the first pause. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final Platform platform;
    private final RestartRequests requests;
    private final Progress progress;
    private final Map<Component, Object> locks = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Supervisor(Platform platform, Progress progress) {
        this.platform = platform;
        this.requests = new RestartRequests(platform.state());
        this.progress = progress;
    }

    void start(List<Component> components) {
        requests.clear();
        components.forEach(component -> locks.put(component, new Object()));
        components.forEach(component -> Thread.ofPlatform()
                .daemon()
                .name("supervisor-" + component.name())
                .start(() -> watch(component)));
    }

    private void watch(Component component) {
        var failures = 0;
        var upSince = System.nanoTime();
        while (pause(POLL_MS)) {
            if (requests.isRequested(component.name())) {
                requests.done(component.name(), restart(component));
                upSince = System.nanoTime();
            } else if (component.crashed()) {
                failures = System.nanoTime() - upSince > STABLE.toNanos() ? 0 : failures;
                restartAfterBackOff(component, failures++);
                upSince = System.nanoTime();
            }
        }
    }

    private void restartAfterBackOff(Component component, int failures) {
        var pause = backOffAfter(failures);
        progress.print("%s has stopped unexpectedly (see %s); restarting it in %.1f s."
                .formatted(component.name(), platform.state().log(component.name()), pause.toMillis() / 1e3));
        if (pause(pause.toMillis())) {
            startAndAwait(component, component::kill9);
        }
    }

    /** @return reason of the failure; empty for success */
    private String restart(Component component) {
        progress.print("Restarting " + component.name() + " on request.");
        return startAndAwait(component, component::stop);
    }

    private String startAndAwait(Component component, Runnable end) {
        synchronized (locks.get(component)) {
            var begin = System.nanoTime();
            try {
                end.run();
                component.start();
                platform.awaitReady(component);
                progress.print("%s is ready again after %.1f s."
                        .formatted(component.name(), (System.nanoTime() - begin) / 1e9));
                return "";
            } catch (RuntimeException e) {
                if (!closed) {
                    progress.print(
                            component.name() + " could not start: " + StartupFailure.describe(e, platform.state()));
                }
                return String.valueOf(e.getMessage());
            }
        }
    }

    static Duration backOffAfter(int failures) {
        return PAUSES.pause(failures);
    }

    /** @return false after close */
    private boolean pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
