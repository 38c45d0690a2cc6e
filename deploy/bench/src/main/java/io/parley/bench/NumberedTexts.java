package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Sends different texts at a fixed rate until it is closed, and remembers which were accepted. Nothing is sent again: after a
 * lost response the client does not know whether the text was accepted.
 */
final class NumberedTexts implements AutoCloseable {

    /** Interval of the texts: 500 a second. */
    private static final Duration INTERVAL = Duration.ofMillis(2);

    private static final int CONNECTIONS = 64;
    private static final int RESPONSE_TIMEOUT_SECONDS = 15;

    private final Vertx vertx;
    private final HttpClient client;
    private final Function<String, Request> requests;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final long timer;

    NumberedTexts(Vertx vertx, URI server, Function<String, Request> requests) {
        this.vertx = vertx;
        this.requests = requests;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(1))
                .setIdleTimeout(RESPONSE_TIMEOUT_SECONDS)
                .setDefaultHost(server.getHost())
                .setDefaultPort(server.getPort()));
        timer = vertx.setPeriodic(INTERVAL.toMillis(), id -> send());
    }

    private void send() {
        var text = "Text number " + number.incrementAndGet();
        inFlight.incrementAndGet();
        requests.apply(text).send(client).onComplete(status -> {
            var isAccepted = status.succeeded() && status.result() == SmsGateway.ACCEPTED;
            (isAccepted ? accepted : others).add(text);
            inFlight.decrementAndGet();
        });
    }

    /** Returns the texts that were answered with 202. */
    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** Returns the texts with another response or without one. */
    Set<String> others() {
        return Set.copyOf(others);
    }

    /** Sends no more texts. Returns when each has its response or has timed out. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
        Polling.await(
                "all texts are answered", Duration.ofSeconds(4 * RESPONSE_TIMEOUT_SECONDS), () -> inFlight.get() == 0);
        client.close();
    }
}
