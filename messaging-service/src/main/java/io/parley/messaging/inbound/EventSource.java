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

/**
 * Where an event came from, for counting it and for parking it.
 *
 * @param id the same for the same event
 * @param source topic or channel
 * @param payload the event as text, written only when it is parked
 * @param traceparent null if none
 */
record EventSource(
        String id, String source, String provider, String kind, Supplier<String> payload, String traceparent) {

    static EventSource ofBus(ConsumedRecord bus, ProviderEvent event) {
        return new EventSource(
                event.id(),
                bus.kafka().topic(),
                event.provider(),
                event.kind(),
                () -> event.payload() == null ? "" : event.payload().toString(),
                bus.traceparent());
    }

    /** A record that is no event at all. */
    static EventSource ofBus(ConsumedRecord bus) {
        return new EventSource(bus.position(), bus.kafka().topic(), "unknown", "unknown", bus::text, bus.traceparent());
    }

    static EventSource ofFact(ConsumedRecord bus) {
        return new EventSource(
                bus.position(), bus.kafka().topic(), "template-service", "template", bus::text, bus.traceparent());
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
