package io.parley.gateway;

import io.parley.runtime.bus.BusUnavailable;
import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.logging.Masked;
import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.ProblemJson;
import io.parley.runtime.problem.Problems;
import io.parley.runtime.telemetry.Traces;
import io.quarkus.logging.Log;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Handles all webhooks: reads the raw bytes, checks the signature, publishes the items and sends the response. */
@Singleton
class Webhooks {

    /** Larger bodies are processed on a worker thread, so that they do not block the event loop. */
    private static final int LARGE = 256 * 1024;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final OutageLog outage =
            new OutageLog(Logger.getLogger(Webhooks.class), "items of webhooks are rejected with 503");
    private final EventPublisher bus;
    private final WebhookMetrics metrics;
    private final InstantSource time;
    private final int maxBody;

    Webhooks(EventPublisher bus, WebhookMetrics metrics, InstantSource time, WebhookConfig settings) {
        this.bus = bus;
        this.metrics = metrics;
        this.time = time;
        this.maxBody = (int) settings.maxBody().asLongValue();
    }

    /**
     * Receives a webhook.
     *
     * @param isSigned whether the raw bytes come from the provider
     * @param reader splits the raw bytes into items; never fails
     */
    void receive(
            RoutingContext route, String provider, Predicate<byte[]> isSigned, Function<byte[], List<Item>> reader) {
        RawBody.read(
                route.request(),
                maxBody,
                body -> process(route, body, () -> isSigned.test(body) ? reader.apply(body) : null, provider),
                () -> {
                    metrics.rejected(provider, "too_large");
                    reject(route, Problems.payloadTooLarge("A webhook may have at most " + maxBody + " bytes."));
                });
    }

    private void process(RoutingContext route, byte[] body, Callable<List<Item>> reading, String provider) {
        if (body.length > LARGE) {
            route.vertx()
                    .executeBlocking(reading, false)
                    .onSuccess(items -> publish(route, items, provider))
                    .onFailure(failure -> fail(route, failure));
            return;
        }
        try {
            publish(route, reading.call(), provider);
        } catch (Exception e) {
            fail(route, e);
        }
    }

    /** @param items null if the signature is invalid */
    private void publish(RoutingContext route, @Nullable List<Item> items, String provider) {
        if (items == null) {
            metrics.rejected(provider, "bad_signature");
            reject(route, Problems.unauthorized("The signature does not match the body."));
            return;
        }
        var now = time.instant();
        var traceparent = Traces.current();
        var records = items.stream()
                .flatMap(item -> EventWriter.write(item, now, traceparent).stream())
                .toList();
        bus.publishAll(records)
                .subscribe()
                .with(done -> succeed(route, items), failure -> defer(route, items, failure));
    }

    private void succeed(RoutingContext route, List<Item> items) {
        outage.succeeded();
        metrics.accepted(items);
        if (!route.response().ended()) {
            route.response().end();
        }
    }

    private void defer(RoutingContext route, List<Item> items, Throwable failure) {
        metrics.deferred(items);
        if (failure instanceof BusUnavailable) {
            outage.failed(items.size(), failure);
        } else {
            Log.errorf(failure, "webhook not published items=%d", items.size());
        }
        reject(route, Problems.unavailable(RETRY_AFTER));
    }

    private void fail(RoutingContext route, Throwable failure) {
        Log.errorf(failure, "webhook not processed path=%s", Masked.digits(route.normalizedPath()));
        reject(route, Problems.internal());
    }

    static void reject(RoutingContext route, ProblemException problem) {
        if (!route.response().ended()) {
            ProblemJson.send(route.response(), problem);
        }
    }
}
