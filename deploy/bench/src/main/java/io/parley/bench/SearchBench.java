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
    private static final Duration HISTORY = Duration.ofDays(30);
    private static final double TARGET_GROWTH = 1.1;
    private static final double TARGET_MILLIS = 50;
    private static final String PERSON = "4915500000000";
    private static final String CONTEXT = "campaign";
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
            store(stack, FEW);
            searches()
                    .values()
                    .forEach(query ->
                            load(stack, pace.warmUp().dividedBy(searches().size()), query));
            var few = measure(stack);
            stack.clear();
            store(stack, pace.history());
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
        searches.put("OfPerson", () -> "/messages?to=" + PERSON);
        searches.put("WithContext", () -> "/messages?context=" + CONTEXT);
        searches.put("Failed", () -> "/messages?status=failed&until=" + anyTime());
        searches.put("Delivered", () -> "/messages?status=delivered&until=" + anyTime());
        searches.put(
                "Conversation",
                () -> "/conversations/whatsapp/" + LocalIdentities.WHATSAPP_NUMBER + "/" + PERSON
                        + "?order=newestFirst");
        return searches;
    }

    /** In the newer half of the history, so that each page is full. */
    private static Instant anyTime() {
        return Instant.now().minusMillis(ThreadLocalRandom.current().nextLong(HISTORY.toMillis() / 2));
    }

    /**
     * Stores messages of thirty days. Whatever their number, 200 are to one person, 200 have one context and 400 have failed; the
     * others are delivered.
     */
    private static void store(Stack stack, int messages) {
        for (var from = 0; from < messages; from += HistoryBench.SLICE) {
            var to = Math.min(messages, from + HistoryBench.SLICE) - 1;
            stack.sql("""
                    with history as materialized (
                        select overlay(gen_random_uuid()::text placing
                                   left(messaging.uuid_at(now() - n * (interval '30 days' / %1$d))::text, 13) || '-7'
                                   from 1 for 15)::uuid as id, n
                          from generate_series(%2$d, %3$d) n),
                    sender as (
                        select id, account_id from messaging.sender where channel = 'whatsapp' and identity = '%4$s'),
                    messages as (
                        insert into messaging.message (id, account_id, sender_id, channel, identity, recipient, content,
                                                       user_context, accepted_at)
                        select h.id, s.account_id, s.id, 'whatsapp', '%4$s',
                               case n %% (%1$d / 200) when 0 then '%5$s' else '49155' || 10000000 + n %% 1000000 end,
                               '{"contentType":"text","text":"Your parcel is on its way."}',
                               case n %% (%1$d / 200) when 1 then '%6$s' end, now()
                        from history h, sender s)
                    insert into messaging.message_event (message_id, state, at, error_code, error_text)
                    select id, state::messaging.message_state, now(),
                           case state when 'failed' then 'whatsapp::error::131047' end,
                           case state when 'failed' then 'Re-engagement message' end
                    from history, unnest(case n %% (%1$d / 400) when 2 then array['dispatched', 'failed']
                                              else array['dispatched', 'delivered'] end) as s (state)
                    """.formatted(messages, from, to, LocalIdentities.WHATSAPP_NUMBER, PERSON, CONTEXT));
        }
        stack.sql("vacuum analyze messaging.message, messaging.message_event");
        stack.sql("checkpoint");
    }
}
