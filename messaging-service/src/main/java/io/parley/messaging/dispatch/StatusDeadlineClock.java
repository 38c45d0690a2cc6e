package io.parley.messaging.dispatch;

import java.time.OffsetDateTime;

/**
 * The instant at which a round compares holds. One reading serves the whole round: a hold that ends between two readings
 * would end without the statuses that are looked at just before.
 *
 * @param healthyMs time in which webhooks were flowing, see {@link WebhookClock}
 * @param now the database's time
 */
record StatusDeadlineClock(long healthyMs, OffsetDateTime now) {}
