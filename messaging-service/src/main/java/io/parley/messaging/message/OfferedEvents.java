package io.parley.messaging.message;

import io.parley.messaging.channel.MessageState;
import io.parley.messaging.message.MessageEvents.Happening;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Brings what one batch says of its messages to one event per message and state. What a provider itself says of a state
 * wins over what only follows from a later one, since it has the provider's time and details; among equals the earlier
 * time wins. No event is before the message was accepted or before one of a lower state in the same batch: providers
 * stamp whole seconds by clocks of their own.
 */
final class OfferedEvents {

    private OfferedEvents() {}

    static List<Happening> merged(List<Happening> happenings) {
        Map<UUID, Map<MessageState, Happening>> byMessage = new LinkedHashMap<>();
        for (var happening : happenings) {
            byMessage
                    .computeIfAbsent(happening.message().id(), id -> new EnumMap<>(MessageState.class))
                    .merge(happening.event().state(), happening, OfferedEvents::better);
        }
        var merged = new ArrayList<Happening>(happenings.size());
        byMessage.values().forEach(ofMessage -> addInOrder(ofMessage.values(), merged));
        return merged;
    }

    private static Happening better(Happening one, Happening other) {
        var own = one.event().isTheProvidersOwn();
        if (own != other.event().isTheProvidersOwn()) {
            return own ? one : other;
        }
        return other.event().at().isBefore(one.event().at()) ? other : one;
    }

    private static void addInOrder(Collection<Happening> lowestStateFirst, List<Happening> merged) {
        Instant earliest = null;
        for (var happening : lowestStateFirst) {
            var after = earliest == null ? happening.message().acceptedAt().truncatedTo(ChronoUnit.MILLIS) : earliest;
            var event = happening.event().notBefore(after);
            merged.add(new Happening(happening.message(), event));
            earliest = event.at();
        }
    }
}
