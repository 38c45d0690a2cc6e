package io.parley.bench;

import io.parley.local.LocalIdentities;
import io.parley.local.Service;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * (k) Pages of searches with few and with many stored messages, one request after the other: the latency should not depend on
 * the number of messages.
 */
final class SearchBench {

    private static final int FEW = 10_000;
    private static final double TARGET_GROWTH = 1.1;
    private static final double TARGET_MILLIS = 50;
    private static final String API = "/conversations/v3";

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    SearchBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(k) pages of 50 messages with " + FEW + " and with " + pace.history()
                + " messages stored; p95 of at most " + TARGET_MILLIS + " ms, and within " + TARGET_GROWTH
                + " of the few, are the targets");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), false)) {
            StoredMessages.add(stack, FEW);
            searches()
                    .values()
                    .forEach(query ->
                            load(stack, pace.warmUp().dividedBy(searches().size()), query));
            var few = measure(stack);
            stack.clear();
            StoredMessages.add(stack, pace.history());
            searches().values().forEach(query -> load(stack, Duration.ofSeconds(1), query));
            var many = measure(stack);
            few.forEach((name, result) -> report.growth("search" + name, TARGET_GROWTH, result, many.get(name)));
        }
    }

    private Map<String, LoadResult> measure(Stack stack) {
        var results = new LinkedHashMap<String, LoadResult>();
        searches().forEach((name, query) -> results.put(name, load(stack, pace.load(), query)));
        return results;
    }

    private LoadResult load(Stack stack, Duration time, Supplier<String> query) {
        var result = new HttpLoad(vertx, stack.messaging(), 200)
                .closedLoop(1, time, () -> new Request(API + query.get(), stack.headers(), null));
        if (result.bad() > 0) {
            throw new IllegalStateException(result.bad() + " searches failed, for example " + query.get());
        }
        return result;
    }

    private static Map<String, Supplier<String>> searches() {
        var searches = new LinkedHashMap<String, Supplier<String>>();
        searches.put("Newest", () -> "/messages");
        searches.put("AtAnyTime", () -> "/messages?until=" + anyTime());
        searches.put("OfPerson", () -> "/messages?to=" + StoredMessages.PERSON);
        searches.put("WithContext", () -> "/messages?context=" + StoredMessages.CONTEXT);
        searches.put("Failed", () -> "/messages?status=failed&until=" + anyTime());
        searches.put("Delivered", () -> "/messages?status=delivered&until=" + anyTime());
        searches.put(
                "Conversation",
                () -> "/conversations/whatsapp/" + LocalIdentities.WHATSAPP_NUMBER + "/" + StoredMessages.PERSON
                        + "?order=newestFirst");
        return searches;
    }

    /** In the newer half of the history, so that each page is full. */
    private static Instant anyTime() {
        return Instant.now().minusMillis(ThreadLocalRandom.current().nextLong(StoredMessages.PERIOD.toMillis() / 2));
    }
}
