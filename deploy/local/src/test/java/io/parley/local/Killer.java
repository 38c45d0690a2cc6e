package io.parley.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Kills the parts that keep or carry messages, each in turn, in a seeded order; each comes back before the next goes. */
final class Killer implements AutoCloseable {
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);

    private final Platform platform;
    private final Thread thread;
    private volatile boolean ending;

    Killer(Platform platform) {
        this.platform = platform;
        this.thread = Thread.ofPlatform().start(this::run);
    }

    private void run() {
        var seed = Long.getLong("parley.kills.seed", System.nanoTime());
        System.out.println("kills: -Dparley.kills.seed=" + seed);
        var random = new Random(seed);
        var victims = List.of(
                platform.service(Service.MESSAGING),
                platform.service(Service.GATEWAY),
                platform.postgres(),
                platform.kafka());
        var turn = new ArrayList<Component>();
        while (!ending) {
            if (turn.isEmpty()) {
                turn.addAll(victims);
                Collections.shuffle(turn, random);
            }
            pause(BETWEEN_KILLS);
            var victim = turn.removeLast();
            victim.kill9();
            pause(Duration.ofMillis(200 + random.nextInt(800)));
            victim.start();
            platform.awaitReady(victim);
        }
    }

    /** Returns when everybody is back. */
    @Override
    public void close() throws InterruptedException {
        ending = true;
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
