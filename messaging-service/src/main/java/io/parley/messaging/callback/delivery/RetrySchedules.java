package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.CallbackConfig.InboundSchedule;
import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.delivery.RetrySchedule.FixedDelays;
import io.parley.messaging.callback.delivery.RetrySchedule.UntilAge;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.InboundRetries;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The retry schedules: one for statuses and business notifications, one for the inbound messages of each channel. The
 * settings change what the contract promises.
 */
@Singleton
class RetrySchedules {
    private static final String SETTING = "parley.callbacks.inbound-retries.";

    private final RetrySchedule fixed;
    private final Map<String, RetrySchedule> inbound;

    @Inject
    RetrySchedules(CallbackConfig config, Channels channels) {
        this(config, channels.kinds());
    }

    RetrySchedules(CallbackConfig config, Collection<ChannelKind<?>> kinds) {
        this.fixed = new FixedDelays(config.statusRetries());
        this.inbound = inbound(config.inboundRetries(), promised(kinds));
    }

    RetrySchedule of(CallbackKind kind, String channel) {
        return switch (kind) {
            case STATUS, BUSINESS -> fixed;
            case INBOUND -> inbound.getOrDefault(channel, new UntilAge(InboundRetries.EXPONENTIAL));
        };
    }

    private static Map<String, InboundRetries> promised(Collection<ChannelKind<?>> kinds) {
        var promised = new TreeMap<String, InboundRetries>();
        kinds.forEach(kind -> promised.put(kind.name().value(), kind.inboundRetries()));
        return promised;
    }

    private static Map<String, RetrySchedule> inbound(
            Map<String, InboundSchedule> settings, Map<String, InboundRetries> promised) {
        settings.forEach((channel, set) -> promised.compute(channel, (name, before) -> {
            require(before != null, name, "", "is not a channel; channels are " + promised.keySet());
            return checked(name, changed(before, set));
        }));
        return promised.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new UntilAge(entry.getValue())));
    }

    private static InboundRetries changed(InboundRetries promised, InboundSchedule settings) {
        return new InboundRetries(
                settings.first().orElse(promised.first()),
                settings.max().orElse(promised.max()),
                settings.until().orElse(promised.until()),
                settings.restAfter().orElse(promised.restAfter()),
                settings.rest().orElse(promised.rest()));
    }

    private static InboundRetries checked(String channel, InboundRetries retries) {
        require(retries.first().toMillis() > 0, channel, ".first", "must be greater than 0");
        require(
                retries.max().compareTo(retries.first()) >= 0,
                channel,
                ".max",
                "must be at least the first delay, " + retries.first());
        require(retries.until().compareTo(retries.first()) >= 0, channel, ".until", "must be at least the first delay");
        require(retries.restAfter() >= 0, channel, ".rest-after", "must be 0 or more");
        require(
                retries.restAfter() == 0 || retries.rest().toMillis() > 0,
                channel,
                ".rest",
                "must be greater than 0, as rest-after is set");
        return retries;
    }

    private static void require(boolean holds, String channel, String member, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(SETTING + channel + member + " " + rule);
        }
    }
}
