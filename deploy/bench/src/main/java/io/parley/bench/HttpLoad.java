package io.parley.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** POSTs to one server, either as fast as its connections carry (closed loop) or at a fixed rate (open loop). */
final class HttpLoad {

    private final Vertx vertx;
    private final URI server;
    private final int wanted;

    /** A load on {@code server} that counts answers of status {@code wanted} as good. */
    HttpLoad(Vertx vertx, URI server, int wanted) {
        this.vertx = vertx;
        this.server = server;
        this.wanted = wanted;
    }

    /** Keeps every connection busy for the given time. */
    LoadResult closedLoop(int connections, Duration time, Supplier<Request> requests) {
        var run = new Run(client(connections), System.nanoTime() + time.toNanos(), requests);
        var began = System.nanoTime();
        for (var i = 0; i < connections; i++) {
            run.next();
        }
        return run.await(began);
    }

    /** Starts exchanges at this rate whatever the server does; latency counts from the planned start. */
    LoadResult openLoop(double perSecond, Duration time, Supplier<Request> requests) {
        var run = new Run(client(256), Long.MAX_VALUE, requests);
        var began = System.nanoTime();
        var total = (long) (perSecond * time.toNanos() / 1e9);
        for (var i = 0L; i < total; i++) {
            var planned = began + (long) (i * 1e9 / perSecond);
            waitUntil(planned);
            run.send(planned, false);
        }
        return run.await(began);
    }

    private HttpClient client(int connections) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setKeepAlive(true)
                .setDefaultHost(server.getHost())
                .setDefaultPort(server.getPort()));
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private static void waitUntil(long nanos) {
        for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            java.util.concurrent.locks.LockSupport.parkNanos(left);
        }
    }

    private final class Run {

        private final HttpClient client;
        // Handlers set from another thread than the answer's could miss its end.
        private final Context context = vertx.getOrCreateContext();
        private final long until;
        private final Supplier<Request> requests;
        private final Histogram latency = new ConcurrentHistogram(60_000_000L, 3);
        private final AtomicLong good = new AtomicLong();
        private final AtomicLong bad = new AtomicLong();
        private final AtomicInteger open = new AtomicInteger();

        Run(HttpClient client, long until, Supplier<Request> requests) {
            this.client = client;
            this.until = until;
            this.requests = requests;
        }

        void next() {
            var now = System.nanoTime();
            if (now < until) {
                send(now, true);
            }
        }

        void send(long began, boolean again) {
            open.incrementAndGet();
            context.runOnContext(on -> exchange(began, again));
        }

        private void exchange(long began, boolean again) {
            var request = requests.get();
            client.request(HttpMethod.POST, request.path())
                    .compose(exchange -> {
                        request.headers().forEach(exchange::putHeader);
                        return exchange.send(request.body());
                    })
                    .compose(answer -> answer.body().map(body -> answer.statusCode()))
                    .onComplete(status -> ended(began, status.succeeded() && status.result() == wanted, again));
        }

        private void ended(long began, boolean wasGood, boolean again) {
            latency.recordValue(Math.min(60_000_000L, (System.nanoTime() - began) / 1000));
            (wasGood ? good : bad).incrementAndGet();
            open.decrementAndGet();
            if (again) {
                next();
            }
        }

        LoadResult await(long began) {
            var done = new CompletableFuture<Void>();
            var timer = vertx.setPeriodic(5, id -> {
                if (open.get() == 0 && (until == Long.MAX_VALUE || System.nanoTime() >= until)) {
                    done.complete(null);
                }
            });
            done.orTimeout(5, TimeUnit.MINUTES).join();
            vertx.cancelTimer(timer);
            var elapsed = Duration.ofNanos(System.nanoTime() - began);
            client.close();
            return new LoadResult(good.get(), bad.get(), elapsed, latency);
        }
    }
}
