package io.parley.runtime.graph;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of two sources has the newer values: a call that read them, or a webhook. Meta's reads may lag behind its
 * webhooks, and a webhook may arrive while a read is in progress; so for a minute a webhook wins.
 */
public final class ReadOrder {
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private ReadOrder() {}

    /**
     * Whether values of a call replace the stored ones.
     *
     * @param startedAt start of the call
     * @param changedAt time of the last stored webhook; null if there is none
     */
    public static boolean isReadCurrent(Instant startedAt, @Nullable Instant changedAt) {
        return changedAt == null || changedAt.plus(SETTLING).isBefore(startedAt);
    }

    /**
     * Whether values of a webhook replace the stored ones.
     *
     * @param at time of the webhook
     * @param changedAt time of the last stored webhook; null if there is none
     * @param readAt start of the last stored call; null if there is none
     */
    public static boolean isWebhookCurrent(Instant at, @Nullable Instant changedAt, @Nullable Instant readAt) {
        return (changedAt == null || !changedAt.isAfter(at))
                && (readAt == null || readAt.minus(SETTLING).isBefore(at));
    }
}
