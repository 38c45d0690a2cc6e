package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.delivery.RetrySchedule.Exponential;
import io.parley.messaging.callback.delivery.RetrySchedule.FixedDelays;
import io.parley.messaging.callback.delivery.RetrySchedule.Periodic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * The schedules that the contract promises: two retries for statuses and business notifications; retries for days for
 * inbound messages, depending on the channel. Channels that the contract does not mention use the schedule of Viber.
 */
@Singleton
class RetrySchedules {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MAX = Duration.ofHours(6);
    private static final RetrySchedule EXPONENTIAL_TWO_DAYS = new Exponential(FIRST, MAX, Duration.ofDays(2));
    private static final Map<String, RetrySchedule> INBOUND = Map.of(
            "whatsapp", new Exponential(FIRST, MAX, Duration.ofDays(14)),
            "viber", EXPONENTIAL_TWO_DAYS,
            "sms", new Periodic(Duration.ofSeconds(10), 100, Duration.ofMinutes(10), Duration.ofDays(2)));

    private final RetrySchedule fixed;

    RetrySchedules(CallbackConfig config) {
        this.fixed = new FixedDelays(config.statusRetries());
    }

    RetrySchedule of(CallbackKind kind, String channel) {
        return switch (kind) {
            case STATUS, BUSINESS -> fixed;
            case INBOUND -> INBOUND.getOrDefault(channel, EXPONENTIAL_TWO_DAYS);
        };
    }
}
