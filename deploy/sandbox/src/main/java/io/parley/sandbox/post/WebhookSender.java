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
 * Sends due webhooks over few connections, in batches where the provider batches, and retries with exponential back-off
 * until the platform returns 200. Runs on the event loop.
 */
public final class WebhookSender {

    /** Maximum number of webhooks kept while the platform is unavailable; the oldest are dropped first. */
    private static final int MAX_KEPT = 500_000;

    private final String channel;
    private final DueQueue dueQueue;
    private final Counters counters;
    private final Supplier<HttpFaults> faults;
    private final int connections;
    private final Function<List<Webhook>, Future<Integer>> sender;
    private final Deque<Webhook> waiting = new ArrayDeque<>();
    private int inFlight;
    private int inFlightWebhooks;
    private int retrying;
    private long generation;
    private boolean flushScheduled;

    /**
     * @param sender posts webhooks in one call and returns the response's status
     */
    public WebhookSender(
            String channel,
            DueQueue dueQueue,
            Counters counters,
            Supplier<HttpFaults> faults,
            int connections,
            Function<List<Webhook>, Future<Integer>> sender) {
        this.channel = channel;
        this.dueQueue = dueQueue;
        this.counters = counters;
        this.faults = faults;
        this.connections = connections;
        this.sender = sender;
    }

    /**
     * One webhook.
     *
     * @param destination its destination, interpreted by the sender: a business account, a service, a URL
     * @param json its serialized content
     * @param onAcked runs after the platform returned 200
     */
    public record Webhook(String destination, byte[] json, Runnable onAcked) {}

    /** Queues a webhook, which is sent with others that are due soon. */
    public void add(Webhook webhook) {
        if (waiting.size() + retrying >= MAX_KEPT) {
            counters.add(channel, "webhooksGivenUp", 1);
            waiting.poll();
        }
        waiting.add(webhook);
        if (waiting.size() >= batchSize()) {
            pump();
        } else if (!flushScheduled) {
            flushScheduled = true;
            dueQueue.after(faults.get().coalesceMs(), this::flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        pump();
    }

    /** Sends a webhook immediately and separately. */
    public Future<Integer> sendNow(Webhook webhook) {
        return send(new Batch(List.of(webhook), 1, generation));
    }

    /** Sends queued webhooks while connections are free. Called after a change of the plan, too. */
    public void pump() {
        while (inFlight < connections && !waiting.isEmpty() && faults.get().webhooks()) {
            send(new Batch(nextBatch(), 1, generation));
        }
    }

    private List<Webhook> nextBatch() {
        var size = Math.min(batchSize(), waiting.size());
        var batch = new ArrayList<Webhook>(size);
        while (batch.size() < size) {
            batch.add(waiting.poll());
        }
        return batch;
    }

    private int batchSize() {
        return channel.equals("whatsapp") ? faults.get().batchChanges() : 1;
    }

    private record Batch(List<Webhook> webhooks, int attempt, long generation) {
        Batch nextAttempt() {
            return new Batch(webhooks, attempt + 1, generation);
        }
    }

    private Future<Integer> send(Batch batch) {
        inFlight++;
        inFlightWebhooks += batch.webhooks.size();
        counters.add(channel, "webhookPosts", 1);
        return sender.apply(batch.webhooks).otherwise(0).onSuccess(status -> onResponse(batch, status));
    }

    private void onResponse(Batch batch, int status) {
        inFlight--;
        inFlightWebhooks -= batch.webhooks.size();
        if (status == 200) {
            counters.add(channel, "webhooksAcked", batch.webhooks.size());
            batch.webhooks.forEach(webhook -> webhook.onAcked.run());
        } else if (batch.generation == generation) {
            counters.add(channel, "webhooksRetried", batch.webhooks.size());
            retrying += batch.webhooks.size();
            dueQueue.after(backOff(batch.attempt), () -> retry(batch.nextAttempt()));
        }
        pump();
    }

    private void retry(Batch batch) {
        if (batch.generation != generation) {
            return;
        }
        if (!faults.get().webhooks()) {
            dueQueue.after(faults.get().retryMs(), () -> retry(batch));
            return;
        }
        retrying -= batch.webhooks.size();
        send(batch);
    }

    private long backOff(int attempt) {
        var plan = faults.get();
        return Math.min(plan.maxRetryMs(), plan.retryMs() << Math.min(attempt - 1, 16));
    }

    /** Returns the number of due webhooks that the platform has not acknowledged. */
    public int pending() {
        return waiting.size() + retrying + inFlightWebhooks;
    }

    /** Drops all queued webhooks. The scheduled flush ends with them, because the due queue is cleared, too. */
    public void clear() {
        flushScheduled = false;
        waiting.clear();
        retrying = 0;
        generation++;
    }
}
