package io.parley.messaging.inbound;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.ChannelEvents;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.message.RecordDelivery;
import io.parley.messaging.notification.ChangedEntity;
import io.parley.messaging.notification.EntityResolver;
import io.parley.messaging.notification.NotifyBusiness;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.parking.ParkedEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Applies the events of all channels, received by webhook or over the channel's own connection. */
@ApplicationScoped
class EventRouter implements ChannelEvents {
    private final Directory directory;
    private final Channels channels;
    private final RecordDelivery deliveries;
    private final ReceiveMessage receive;
    private final RevokeMessage revoke;
    private final Contacts contacts;
    private final EntityResolver entities;
    private final NotifyBusiness notify;
    private final ParkedEvents parked;
    private final InboundMetrics metrics;

    EventRouter(
            Directory directory,
            Channels channels,
            RecordDelivery deliveries,
            ReceiveMessage receive,
            RevokeMessage revoke,
            Contacts contacts,
            EntityResolver entities,
            NotifyBusiness notify,
            ParkedEvents parked,
            InboundMetrics metrics) {
        this.directory = directory;
        this.channels = channels;
        this.deliveries = deliveries;
        this.receive = receive;
        this.revoke = revoke;
        this.contacts = contacts;
        this.entities = entities;
        this.notify = notify;
        this.parked = parked;
        this.metrics = metrics;
    }

    @Override
    public Uni<Void> accept(Channel<?> channel, ChannelEvent event) {
        var source = EventSource.ofConnection(channel.name(), event);
        return handle(channel.name(), event, source).replaceWithVoid();
    }

    /** Completes when the event's effects are committed or the event is parked. */
    Uni<EventOutcome> handle(ChannelName channel, ChannelEvent event, EventSource source) {
        return switch (event) {
            case Status status -> counted(source, deliveries.record(status).replaceWith(EventOutcome.ACCEPTED));
            case Received received when hasNoSender(received) -> park(source, "message without sender");
            case Received received ->
                forSender(
                        channel,
                        received.senderProviderId(),
                        source,
                        sender -> receive.receive(sender, received, source.traceparent()));
            case Revoked revoked ->
                forSender(
                        channel,
                        revoked.senderProviderId(),
                        source,
                        sender -> revoke.revoke(sender, revoked, source.traceparent()));
            case Introduced introduced ->
                forSender(
                        channel, introduced.senderProviderId(), source, sender -> contacts.introduce(sender, introduced)
                                .replaceWith(EventOutcome.ACCEPTED));
            case Changed changed ->
                entities.of(channel, changed)
                        .map(entity -> counted(source, publish(channel, entity, changed, source)))
                        .orElseGet(() -> park(source, "unknown account " + changed.account()));
            case Unreadable unreadable -> park(source, unreadable.reason());
        };
    }

    /** Such a message is parked for the operator, because it is of no use to the customer. */
    private static boolean hasNoSender(Received received) {
        return received.from() == null || received.from().isBlank();
    }

    /** Parks an event that cannot be applied. */
    Uni<EventOutcome> park(EventSource source, String reason) {
        return counted(source, parked.park(List.of(source.parked(reason))).replaceWith(EventOutcome.PARKED));
    }

    /** Applies the effect for one of our senders; parks the event if the sender is unknown. */
    private Uni<EventOutcome> forSender(
            ChannelName channel, String providerId, EventSource source, Function<Sender, Uni<EventOutcome>> effect) {
        return sender(channel, providerId)
                .map(sender -> counted(source, effect.apply(sender)))
                .orElseGet(() -> park(source, "unknown sender " + providerId));
    }

    /** Finds the sender by the provider's id, or by the number if the provider has no other id. */
    private Optional<Sender> sender(ChannelName channel, String providerId) {
        return directory.senderByProviderId(channel, providerId).or(() -> directory.sender(channel, providerId));
    }

    /**
     * The customer's notification is committed first: a repeated event is not published again, but its values are
     * stored again.
     */
    private Uni<EventOutcome> publish(ChannelName channel, ChangedEntity entity, Changed changed, EventSource source) {
        return notify.publish(channel, entity, changed, source.id(), source.traceparent())
                .call(fresh -> store(channel, changed))
                .map(EventOutcome::of);
    }

    private Uni<Void> store(ChannelName channel, Changed changed) {
        return channels.named(channel.value())
                .map(known -> known.changed(changed))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    Uni<EventOutcome> counted(EventSource source, Uni<EventOutcome> effect) {
        return effect.invoke(outcome -> metrics.count(source.provider(), source.kind(), outcome));
    }
}
