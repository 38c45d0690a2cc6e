package io.parley.messaging.message;

import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
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

    static List<StatusFacts> merged(List<StatusFacts> facts) {
        Map<UUID, Map<MessageState, StatusFacts>> byMessage = new LinkedHashMap<>();
        for (var fact : facts) {
            byMessage
                    .computeIfAbsent(fact.message().id(), id -> new EnumMap<>(MessageState.class))
                    .merge(fact.event().state(), fact, OfferedEvents::preferred);
        }
        var merged = new ArrayList<StatusFacts>(facts.size());
        byMessage.values().forEach(ofMessage -> addInOrder(ofMessage.values(), merged));
        return merged;
    }

    private static StatusFacts preferred(StatusFacts one, StatusFacts other) {
        var own = one.event().isReportedByProvider();
        if (own != other.event().isReportedByProvider()) {
            return own ? one : other;
        }
        return other.event().at().isBefore(one.event().at()) ? other : one;
    }

    private static void addInOrder(Collection<StatusFacts> byState, List<StatusFacts> merged) {
        Instant earliest = null;
        for (var fact : byState) {
            var after = earliest == null ? fact.message().acceptedAt().truncatedTo(ChronoUnit.MILLIS) : earliest;
            var event = fact.event().notBefore(after);
            merged.add(new StatusFacts(fact.message(), event));
            earliest = event.at();
        }
    }
}
