package io.parley.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts parts again that ended although nobody stopped them, each by a thread of its own, with pauses that grow while it
 * does not stay up; also restarts a part on request ({@code ./dev restart PART}). Never gives up: what a part needs may
 * come back.
 */
final class Supervisor implements AutoCloseable {
    private static final int POLL_MS = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** After so long a fall is a new one. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final Platform platform;
    private final RestartRequests requests;
    private final Progress progress;
    private final Map<Component, Object> locks = new ConcurrentHashMap<>();
    private volatile boolean ending;

    Supervisor(Platform platform, Progress progress) {
        this.platform = platform;
        this.requests = new RestartRequests(platform.state());
        this.progress = progress;
    }

    void start(List<Component> parts) {
        requests.clear();
        parts.forEach(part -> locks.put(part, new Object()));
        parts.forEach(part ->
                Thread.ofPlatform().daemon().name("supervisor-" + part.name()).start(() -> watch(part)));
    }

    private void watch(Component part) {
        var failures = 0;
        var upSince = System.nanoTime();
        while (pause(POLL_MS)) {
            if (requests.isRequested(part.name())) {
                requests.done(part.name(), restart(part));
                upSince = System.nanoTime();
            } else if (part.fell()) {
                failures = System.nanoTime() - upSince > STABLE.toNanos() ? 0 : failures;
                revive(part, failures++);
                upSince = System.nanoTime();
            }
        }
    }

    private void revive(Component part, int failures) {
        var pause = pauseAfter(failures);
        progress.print("%s has stopped by itself (%s says why); it is started again in %.1f s."
                .formatted(part.name(), platform.state().log(part.name()), pause.toMillis() / 1e3));
        if (pause(pause.toMillis())) {
            bringUp(part, part::kill9);
        }
    }

    /** @return why it did not work; empty if it did */
    private String restart(Component part) {
        progress.print(part.name() + " is restarted on request.");
        return bringUp(part, part::stop);
    }

    private String bringUp(Component part, Runnable end) {
        synchronized (locks.get(part)) {
            var begin = System.nanoTime();
            try {
                end.run();
                part.start();
                platform.awaitReady(part);
                progress.print(
                        "%s is ready again after %.1f s.".formatted(part.name(), (System.nanoTime() - begin) / 1e9));
                return "";
            } catch (RuntimeException e) {
                if (!ending) {
                    progress.print(part.name() + " did not start: " + StartupFailure.sentence(e, platform.state()));
                }
                return String.valueOf(e.getMessage());
            }
        }
    }

    static Duration pauseAfter(int failures) {
        var millis = FIRST_PAUSE.toMillis() << Math.min(failures, 10);
        return Duration.ofMillis(Math.min(millis, MAX_PAUSE.toMillis()));
    }

    /** @return false when nothing is to be started any more */
    private boolean pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !ending;
    }

    @Override
    public void close() {
        ending = true;
    }
}
