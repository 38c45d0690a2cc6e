package io.parley.sandbox.post;

import io.parley.sandbox.fault.HttpFaults;
import io.parley.sandbox.ledger.Counters;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Webhooks on their way. Sends what is due over few connections, several together where the provider batches, and
 * sends again with growing waits until the platform answers 200. Lives on the event loop.
 */
public final class WebhookSender {

    /** Bound on what is kept for a platform that is away; the oldest news is given up first. */
    private static final int MAX_KEPT = 500_000;

    private final String channel;
    private final DueQueue later;
    private final Counters counters;
    private final Supplier<HttpFaults> faults;
    private final int connections;
    private final Function<List<Webhook>, Future<Integer>> sender;
    private final Deque<Webhook> waiting = new ArrayDeque<>();
    private int inFlight;
    private int inFlightWebhooks;
    private int retrying;
    private long generation;
    private boolean waking;

    /**
     * @param sender posts some webhooks in one call and says how it was answered
     */
    public WebhookSender(
            String channel,
            DueQueue later,
            Counters counters,
            Supplier<HttpFaults> faults,
            int connections,
            Function<List<Webhook>, Future<Integer>> sender) {
        this.channel = channel;
        this.later = later;
        this.counters = counters;
        this.faults = faults;
        this.connections = connections;
        this.sender = sender;
    }

    /**
     * One piece of news for the platform.
     *
     * @param destination where it goes, in words its sender understands: a business account, a service, an address
     * @param json its text, ready to send
     * @param onAcked run once the platform answered 200
     */
    public record Webhook(String destination, byte[] json, Runnable onAcked) {}

    /** Sends soon, together with others if there are any. */
    public void add(Webhook webhook) {
        if (waiting.size() + retrying >= MAX_KEPT) {
            counters.add(channel, "webhooksGivenUp", 1);
            waiting.poll();
        }
        waiting.add(webhook);
        if (waiting.size() >= batch()) {
            pump();
        } else if (!waking) {
            waking = true;
            later.after(faults.get().coalesceMs(), this::wake);
        }
    }

    private void wake() {
        waking = false;
        pump();
    }

    /** Sends at once and alone. */
    public Future<Integer> sendNow(Webhook webhook) {
        return send(new Parcel(List.of(webhook), 1, generation));
    }

    /** Sends what waits, as far as there are connections; called when the plan changed, too. */
    public void pump() {
        while (inFlight < connections && !waiting.isEmpty() && faults.get().webhooks()) {
            send(new Parcel(next(), 1, generation));
        }
    }

    private List<Webhook> next() {
        var size = Math.min(batch(), waiting.size());
        var batch = new ArrayList<Webhook>(size);
        while (batch.size() < size) {
            batch.add(waiting.poll());
        }
        return batch;
    }

    private int batch() {
        return channel.equals("whatsapp") ? faults.get().batchChanges() : 1;
    }

    private record Parcel(List<Webhook> webhooks, int attempt, long generation) {
        Parcel again() {
            return new Parcel(webhooks, attempt + 1, generation);
        }
    }

    private Future<Integer> send(Parcel parcel) {
        inFlight++;
        inFlightWebhooks += parcel.webhooks.size();
        counters.add(channel, "webhookPosts", 1);
        return sender.apply(parcel.webhooks).otherwise(0).onSuccess(status -> answered(parcel, status));
    }

    private void answered(Parcel parcel, int status) {
        inFlight--;
        inFlightWebhooks -= parcel.webhooks.size();
        if (status == 200) {
            counters.add(channel, "webhooksAcked", parcel.webhooks.size());
            parcel.webhooks.forEach(webhook -> webhook.onAcked.run());
        } else if (parcel.generation == generation) {
            counters.add(channel, "webhooksRetried", parcel.webhooks.size());
            retrying += parcel.webhooks.size();
            later.after(wait(parcel.attempt), () -> retry(parcel.again()));
        }
        pump();
    }

    private void retry(Parcel parcel) {
        if (parcel.generation != generation) {
            return;
        }
        if (!faults.get().webhooks()) {
            later.after(faults.get().retryMs(), () -> retry(parcel));
            return;
        }
        retrying -= parcel.webhooks.size();
        send(parcel);
    }

    private long wait(int attempt) {
        var plan = faults.get();
        return Math.min(plan.maxRetryMs(), plan.retryMs() << Math.min(attempt - 1, 16));
    }

    /** Webhooks that fell due and that the platform has not taken yet. */
    public int pending() {
        return waiting.size() + retrying + inFlightWebhooks;
    }

    /** Forgets all that waits, the alarm clock included: the due queue is cleared with it. */
    public void clear() {
        waking = false;
        waiting.clear();
        retrying = 0;
        generation++;
    }
}
