package io.parley.messaging.message;

import io.parley.messaging.message.MessageEvents.Happening;
import io.parley.messaging.model.MessageState;
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
 * Merges the events of a batch to one per message and state. An event that the provider reported wins over one implied
 * by a later state, since it has the provider's time and details; among equals the earlier time wins. No event is
 * before the message was accepted or before one of a lower state in the same batch: providers report whole seconds by
 * their own clocks.
 */
final class OfferedEvents {

    private OfferedEvents() {}

    static List<Happening> merged(List<Happening> happenings) {
        Map<UUID, Map<MessageState, Happening>> byMessage = new LinkedHashMap<>();
        for (var happening : happenings) {
            byMessage
                    .computeIfAbsent(happening.message().id(), id -> new EnumMap<>(MessageState.class))
                    .merge(happening.event().state(), happening, OfferedEvents::preferred);
        }
        var merged = new ArrayList<Happening>(happenings.size());
        byMessage.values().forEach(ofMessage -> addInOrder(ofMessage.values(), merged));
        return merged;
    }

    private static Happening preferred(Happening one, Happening other) {
        var own = one.event().isReportedByProvider();
        if (own != other.event().isReportedByProvider()) {
            return own ? one : other;
        }
        return other.event().at().isBefore(one.event().at()) ? other : one;
    }

    private static void addInOrder(Collection<Happening> byState, List<Happening> merged) {
        Instant earliest = null;
        for (var happening : byState) {
            var after = earliest == null ? happening.message().acceptedAt().truncatedTo(ChronoUnit.MILLIS) : earliest;
            var event = happening.event().notBefore(after);
            merged.add(new Happening(happening.message(), event));
            earliest = event.at();
        }
    }
}
