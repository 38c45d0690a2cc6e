package io.parley.bench;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Kills a process of a gateway several times under load, and compares what was accepted with what the SMSC has. The SMSC takes
 * some time to respond, as real ones do, so that each kill meets messages that are submitted and not yet acknowledged.
 */
final class KillRun {

    private static final int KILLS = 3;
    private static final Duration BEFORE_KILL = Duration.ofSeconds(2);
    private static final Duration STOPPED = Duration.ofMillis(500);
    private static final Duration MAX_SETTLE_TIME = Duration.ofMinutes(3);
    private static final int RESPONSE_MIN_MS = 5;
    private static final int RESPONSE_MAX_MS = 50;

    private final Vertx vertx;

    KillRun(Vertx vertx) {
        this.vertx = vertx;
    }

    KillResult run(SmsGateway gateway, String process) {
        gateway.begin();
        gateway.smsc().respondWithin(RESPONSE_MIN_MS, RESPONSE_MAX_MS);
        try {
            var texts = load(gateway, process);
            awaitSettled(gateway);
            return KillResult.of(
                    gateway.label(),
                    process,
                    KILLS,
                    texts.accepted(),
                    texts.others(),
                    gateway.smsc().copies());
        } finally {
            gateway.smsc().respondAtOnce();
        }
    }

    private NumberedTexts load(SmsGateway gateway, String process) {
        try (var texts = new NumberedTexts(vertx, gateway.server(), gateway::message)) {
            for (var kill = 0; kill < KILLS; kill++) {
                Polling.pause(BEFORE_KILL);
                gateway.killAndStart(process, () -> Polling.pause(STOPPED));
            }
            Polling.pause(BEFORE_KILL);
            return texts;
        }
    }

    /** Returns when the SMSC has received nothing for a while, or at most after some minutes. */
    private static void awaitSettled(SmsGateway gateway) {
        var smsc = gateway.smsc();
        var end = System.nanoTime() + MAX_SETTLE_TIME.toNanos();
        long before;
        do {
            before = smsc.received();
            Polling.pause(gateway.settleTime());
        } while (smsc.received() != before && System.nanoTime() < end);
    }
}
