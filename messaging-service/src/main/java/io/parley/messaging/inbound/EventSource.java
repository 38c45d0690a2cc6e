package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.model.ChannelName;
import io.parley.model.ProviderEvent;
import io.parley.runtime.parking.ParkedEvent;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Origin of an event, for metrics and parking.
 *
 * @param id stable id of the event
 * @param source topic or channel
 * @param payload the event as text, created only when it is parked
 * @param traceparent null if none
 */
record EventSource(
        String id,
        String source,
        String provider,
        String kind,
        Supplier<String> payload,
        @Nullable String traceparent) {

    /** It is parked as the record was, so that it can be published again. */
    static EventSource ofBus(ConsumedRecord record, ProviderEvent event) {
        return new EventSource(
                event.id(), record.kafka().topic(), event.provider(), event.kind(), record::text, record.traceparent());
    }

    /** A record that is not an event. */
    static EventSource ofBus(ConsumedRecord record) {
        return new EventSource(
                record.position(), record.kafka().topic(), "unknown", "unknown", record::text, record.traceparent());
    }

    static EventSource ofFact(ConsumedRecord record) {
        return new EventSource(
                record.position(),
                record.kafka().topic(),
                "template-service",
                "template",
                record::text,
                record.traceparent());
    }

    static EventSource ofConnection(ChannelName channel, ChannelEvent event) {
        return switch (event) {
            case Status status ->
                of(
                        channel,
                        "status",
                        status.providerMessageId() + ":" + status.state().value(),
                        event);
            case Received received -> of(channel, "message", received.providerMessageId(), event);
            case Revoked revoked -> of(channel, "revocation", revoked.providerMessageId(), event);
            case Introduced introduced ->
                of(channel, "person", UUID.randomUUID().toString(), event);
            case Changed changed
            when changed.observation() != null -> of(channel, "change", changed.observation(), event);
            case Changed changed -> of(channel, "change", UUID.randomUUID().toString(), event);
            case Unreadable unreadable -> ofUnreadable(channel, unreadable);
        };
    }

    ParkedEvent parked(String reason) {
        return new ParkedEvent(id, source, reason, payload.get(), traceparent);
    }

    private static EventSource ofUnreadable(ChannelName channel, Unreadable event) {
        var id = event.id() == null ? UUID.randomUUID().toString() : event.id();
        return of(channel, "unknown", id, event.content() == null ? event : event.content());
    }

    private static EventSource of(ChannelName channel, String kind, String id, Object event) {
        var name = channel.value();
        return new EventSource(name + ":" + kind + ":" + id, name, name, kind, event::toString, null);
    }
}
