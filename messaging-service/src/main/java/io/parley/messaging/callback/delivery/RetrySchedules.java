package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.delivery.RetrySchedule.Exponential;
import io.parley.messaging.callback.delivery.RetrySchedule.FixedDelays;
import io.parley.messaging.callback.delivery.RetrySchedule.Periodic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * The contract's promises: statuses and business notifications two more times; inbound messages for days, in the manner
 * of their network. A network the contract does not speak of is treated like Viber.
 */
@Singleton
class RetrySchedules {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MAX = Duration.ofHours(6);
    private static final RetrySchedule GROWING_TWO_DAYS = new Exponential(FIRST, MAX, Duration.ofDays(2));
    private static final Map<String, RetrySchedule> INBOUND = Map.of(
            "whatsapp", new Exponential(FIRST, MAX, Duration.ofDays(14)),
            "viber", GROWING_TWO_DAYS,
            "sms", new Periodic(Duration.ofSeconds(10), 100, Duration.ofMinutes(10), Duration.ofDays(2)));

    private final RetrySchedule few;

    RetrySchedules(CallbackConfig config) {
        this.few = new FixedDelays(config.statusRetries());
    }

    RetrySchedule of(CallbackKind kind, String channel) {
        return switch (kind) {
            case STATUS, BUSINESS -> few;
            case INBOUND -> INBOUND.getOrDefault(channel, GROWING_TWO_DAYS);
        };
    }
}
