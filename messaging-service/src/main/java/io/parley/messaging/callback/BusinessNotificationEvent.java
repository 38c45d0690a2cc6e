package io.parley.messaging.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Restriction;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract's BusinessNotificationEvent; absent members are omitted. */
@JsonPropertyOrder({"eventId", "channel", "entity", "changedValue"})
record BusinessNotificationEvent(UUID eventId, String channel, BusinessFacts.Entity entity, ChangedValue changedValue) {

    /** Event name for logs and metrics; the contract defines none in the body. */
    static final String EVENT = "BusinessNotification";

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({"property", "oldValue", "newValue", "reason", "restrictions"})
    record ChangedValue(
            String property,
            @Nullable String oldValue,
            String newValue,
            @Nullable String reason,
            List<Restricted> restrictions) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Restricted(String restrictionType, @Nullable String expiration) {}

    static BusinessNotificationEvent of(BusinessFacts facts) {
        return new BusinessNotificationEvent(facts.eventId(), facts.channel(), facts.entity(), value(facts.change()));
    }

    private static ChangedValue value(Change change) {
        return new ChangedValue(
                change.property(),
                change.oldValue(),
                change.newValue(),
                change.reason(),
                change.restrictions().stream()
                        .map(BusinessNotificationEvent::restricted)
                        .toList());
    }

    private static Restricted restricted(Restriction restriction) {
        return new Restricted(
                restriction.type(), restriction.until() == null ? null : CallbackFormat.time(restriction.until()));
    }
}
