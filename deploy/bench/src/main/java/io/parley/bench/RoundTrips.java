package io.parley.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends messages and waits for their ends: their callbacks, or that the provider has them. At most {@code window} are in flight, so that the rate is that of the
 * whole chain, not of its first step.
 */
final class RoundTrips {

    private final Vertx vertx;
    private final Consumer<Runnable> arrivals;
    private final int window;

    /** @param arrivals sets the listener that runs once for each message at its end */
    RoundTrips(Vertx vertx, Consumer<Runnable> arrivals, int window) {
        this.vertx = vertx;
        this.arrivals = arrivals;
        this.window = window;
    }

    /**
     * @param completed messages that reached their end
     * @param rejected sends without a 202 response
     * @param elapsed time from the first send to the last of them
     */
    record Result(long completed, long rejected, Duration elapsed) {

        double perSecond() {
            return completed * 1e9 / elapsed.toNanos();
        }
    }

    Result run(URI server, Duration time, Supplier<Request> requests) {
        var run = new Run(server, System.nanoTime() + time.toNanos(), requests);
        arrivals.accept(run::onArrival);
        run.fill();
        return run.await();
    }

    private final class Run {

        private final HttpClient client;
        // Handlers set from another thread than the response's could miss its end.
        private final Context context = vertx.getOrCreateContext();
        private final long start = System.nanoTime();
        private final long until;
        private final Supplier<Request> requests;
        private final AtomicLong inFlight = new AtomicLong();
        private final AtomicLong completed = new AtomicLong();
        private final AtomicLong rejected = new AtomicLong();
        private final CompletableFuture<Void> drained = new CompletableFuture<>();
        private volatile long lastCall = start;

        Run(URI server, long until, Supplier<Request> requests) {
            this.until = until;
            this.requests = requests;
            this.client = vertx.createHttpClient(new HttpClientOptions()
                    .setMaxPoolSize(64)
                    .setDefaultHost(server.getHost())
                    .setDefaultPort(server.getPort()));
        }

        void fill() {
            while (System.nanoTime() < until && reserve()) {
                send();
            }
        }

        private boolean reserve() {
            if (inFlight.incrementAndGet() <= window) {
                return true;
            }
            inFlight.decrementAndGet();
            return false;
        }

        private void send() {
            context.runOnContext(on -> exchange());
        }

        private void exchange() {
            requests.get().send(client).onComplete(status -> {
                if (status.failed() || status.result() != 202) {
                    rejected.incrementAndGet();
                    release();
                }
            });
        }

        void onArrival() {
            lastCall = System.nanoTime();
            completed.incrementAndGet();
            release();
        }

        private void release() {
            if (inFlight.decrementAndGet() == 0 && System.nanoTime() >= until) {
                drained.complete(null);
            } else {
                fill();
            }
        }

        Result await() {
            try {
                drained.get((until - System.nanoTime()) / 1_000_000 + 60_000, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                System.err.println("  " + inFlight.get() + " messages did not reach their end within a minute");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            arrivals.accept(() -> {});
            client.close();
            return new Result(completed.get(), rejected.get(), Duration.ofNanos(lastCall - start));
        }
    }
}
