package io.parley.messaging.dispatch;

import java.time.OffsetDateTime;

/**
 * The instant against which a round compares holds. One reading for the whole round: a hold that ends between two
 * readings would be resolved without the statuses that are checked before.
 *
 * @param healthyMs time with flowing webhooks, see {@link WebhookClock}
 * @param now the database's time
 */
record StatusDeadlineClock(long healthyMs, OffsetDateTime now) {}
