package io.parley.bench;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sends requests to one server, at the maximum rate of its connections (closed loop) or at a fixed rate (open loop). */
final class HttpLoad {

    private final Vertx vertx;
    private final URI server;
    private final int expected;

    /** Creates a load that counts responses with status {@code expected} as good. */
    HttpLoad(Vertx vertx, URI server, int expected) {
        this.vertx = vertx;
        this.server = server;
        this.expected = expected;
    }

    /** Keeps every connection busy for the given time. */
    LoadResult closedLoop(int connections, Duration time, Supplier<Request> requests) {
        var run = new Run(client(connections), System.nanoTime() + time.toNanos(), requests);
        var start = System.nanoTime();
        for (var i = 0; i < connections; i++) {
            run.next();
        }
        return run.await(start);
    }

    /** Starts requests at this rate, independent of the server; latency is measured from the planned start. */
    LoadResult openLoop(double perSecond, Duration time, Supplier<Request> requests) {
        var client = client(256);
        // Handlers set from another thread than the response's could miss its end.
        var context = vertx.getOrCreateContext();
        var result = FixedRateLoad.run(perSecond, time, () -> {
            var response = Promise.<Integer>promise();
            context.runOnContext(on -> requests.get().send(client).onComplete(response));
            return response.future().map(status -> status == expected);
        });
        client.close();
        return result;
    }

    private HttpClient client(int connections) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setKeepAlive(true)
                .setDefaultHost(server.getHost())
                .setDefaultPort(server.getPort()));
    }

    private final class Run {

        private final HttpClient client;
        // Handlers set from another thread than the response's could miss its end.
        private final Context context = vertx.getOrCreateContext();
        private final long until;
        private final Supplier<Request> requests;
        private final Histogram latency = new ConcurrentHistogram(60_000_000L, 3);
        private final AtomicLong good = new AtomicLong();
        private final AtomicLong bad = new AtomicLong();
        private final AtomicInteger inFlight = new AtomicInteger();

        Run(HttpClient client, long until, Supplier<Request> requests) {
            this.client = client;
            this.until = until;
            this.requests = requests;
        }

        void next() {
            var now = System.nanoTime();
            if (now < until) {
                inFlight.incrementAndGet();
                context.runOnContext(on -> exchange(now));
            }
        }

        private void exchange(long start) {
            requests.get()
                    .send(client)
                    .onComplete(status -> onResponse(start, status.succeeded() && status.result() == expected));
        }

        private void onResponse(long start, boolean wasGood) {
            latency.recordValue(Math.min(60_000_000L, (System.nanoTime() - start) / 1000));
            (wasGood ? good : bad).incrementAndGet();
            inFlight.decrementAndGet();
            next();
        }

        LoadResult await(long start) {
            var done = new CompletableFuture<Void>();
            var timer = vertx.setPeriodic(5, id -> {
                if (inFlight.get() == 0 && System.nanoTime() >= until) {
                    done.complete(null);
                }
            });
            done.orTimeout(5, TimeUnit.MINUTES).join();
            vertx.cancelTimer(timer);
            var elapsed = Duration.ofNanos(System.nanoTime() - start);
            client.close();
            return new LoadResult(good.get(), bad.get(), elapsed, latency);
        }
    }
}
