package io.parley.messaging.queue;

import java.time.Instant;

/**
 * The instant against which a round compares holds. One reading for the whole round: a hold that ends between two
 * readings would be resolved without the statuses that are checked before.
 *
 * @param healthyMs time with flowing webhooks, see {@link WebhookClock}
 * @param now the database's time
 */
public record StatusDeadlineClock(long healthyMs, Instant now) {}
