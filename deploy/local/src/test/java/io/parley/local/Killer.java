package io.parley.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Kills components one at a time in a seeded random order, and restarts each before the next kill. */
final class Killer implements AutoCloseable {
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);

    private final Platform platform;
    private final Thread thread;
    private volatile boolean closed;

    Killer(Platform platform) {
        this.platform = platform;
        this.thread = Thread.ofPlatform().start(this::run);
    }

    private void run() {
        var seed = Long.getLong("parley.kills.seed", System.nanoTime());
        System.out.println("kills: -Dparley.kills.seed=" + seed);
        var random = new Random(seed);
        var targets = List.of(
                platform.service(Service.MESSAGING),
                platform.service(Service.GATEWAY),
                platform.postgres(),
                platform.kafka());
        var remaining = new ArrayList<Component>();
        while (!closed) {
            if (remaining.isEmpty()) {
                remaining.addAll(targets);
                Collections.shuffle(remaining, random);
            }
            pause(BETWEEN_KILLS);
            var target = remaining.removeLast();
            target.kill9();
            pause(Duration.ofMillis(200 + random.nextInt(800)));
            target.start();
            platform.awaitReady(target);
        }
    }

    /** Stops killing. Returns when all components are ready. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
