package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.delivery.RetrySchedule.Exponential;
import io.parley.messaging.callback.delivery.RetrySchedule.FixedDelays;
import io.parley.messaging.callback.delivery.RetrySchedule.Periodic;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.InboundRetries;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The schedules that the contract promises: two retries for statuses and business notifications; retries for days for
 * inbound messages, as their channel's kind states.
 */
@Singleton
class RetrySchedules {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MAX = Duration.ofHours(6);
    private static final Map<InboundRetries, RetrySchedule> INBOUND = Map.of(
            InboundRetries.EXPONENTIAL, new Exponential(FIRST, MAX, Duration.ofDays(2)),
            InboundRetries.EXPONENTIAL_LONG, new Exponential(FIRST, MAX, Duration.ofDays(14)),
            InboundRetries.PERIODIC,
                    new Periodic(Duration.ofSeconds(10), 100, Duration.ofMinutes(10), Duration.ofDays(2)));

    private final RetrySchedule fixed;
    private final Map<String, RetrySchedule> inbound;

    @Inject
    RetrySchedules(CallbackConfig config, Channels channels) {
        this(config, channels.kinds());
    }

    RetrySchedules(CallbackConfig config, Collection<ChannelKind<?>> kinds) {
        this.fixed = new FixedDelays(config.statusRetries());
        this.inbound = kinds.stream()
                .collect(Collectors.toUnmodifiableMap(
                        kind -> kind.name().value(), kind -> INBOUND.get(kind.inboundRetries())));
    }

    RetrySchedule of(CallbackKind kind, String channel) {
        return switch (kind) {
            case STATUS, BUSINESS -> fixed;
            case INBOUND -> inbound.getOrDefault(channel, INBOUND.get(InboundRetries.EXPONENTIAL));
        };
    }
}
