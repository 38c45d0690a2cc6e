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

/** Where every event of every channel ends up, whether it came by webhook or over the channel's own connection. */
@ApplicationScoped
class EventRouter implements ChannelEvents {
    private final Directory directory;
    private final RecordDelivery deliveries;
    private final ReceiveMessage receive;
    private final RevokeMessage revoke;
    private final Contacts contacts;
    private final EntityResolver subjects;
    private final NotifyBusiness notify;
    private final ParkedEvents parked;
    private final InboundMetrics metrics;

    EventRouter(
            Directory directory,
            RecordDelivery deliveries,
            ReceiveMessage receive,
            RevokeMessage revoke,
            Contacts contacts,
            EntityResolver subjects,
            NotifyBusiness notify,
            ParkedEvents parked,
            InboundMetrics metrics) {
        this.directory = directory;
        this.deliveries = deliveries;
        this.receive = receive;
        this.revoke = revoke;
        this.contacts = contacts;
        this.subjects = subjects;
        this.notify = notify;
        this.parked = parked;
        this.metrics = metrics;
    }

    @Override
    public Uni<Void> take(Channel<?> channel, ChannelEvent event) {
        var origin = EventSource.ofConnection(channel.name(), event);
        return handle(channel.name(), event, origin).replaceWithVoid();
    }

    /** Done when the event's effects are committed, or the event is parked. */
    Uni<EventOutcome> handle(ChannelName channel, ChannelEvent event, EventSource origin) {
        return switch (event) {
            case Status status -> counted(origin, deliveries.record(status).replaceWith(EventOutcome.ACCEPTED));
            case Received received when hasNoSender(received) -> park(origin, "message without sender");
            case Received received ->
                addressed(
                        channel,
                        received.senderProviderId(),
                        origin,
                        sender -> receive.receive(sender, received, origin.traceparent()));
            case Revoked revoked ->
                addressed(
                        channel,
                        revoked.senderProviderId(),
                        origin,
                        sender -> revoke.revoke(sender, revoked, origin.traceparent()));
            case Introduced introduced ->
                addressed(
                        channel, introduced.senderProviderId(), origin, sender -> contacts.introduce(sender, introduced)
                                .replaceWith(EventOutcome.ACCEPTED));
            case Changed changed ->
                subjects.of(channel, changed)
                        .map(subject -> counted(origin, reported(channel, subject, changed, origin)))
                        .orElseGet(() -> park(origin, "unknown account " + changed.account()));
            case Unreadable unreadable -> park(origin, unreadable.reason());
        };
    }

    /** Customers can do nothing with it, and operators may find out who it was. */
    private static boolean hasNoSender(Received received) {
        return received.from() == null || received.from().isBlank();
    }

    /** Keeps what cannot be applied. */
    Uni<EventOutcome> park(EventSource origin, String reason) {
        return counted(origin, parked.park(List.of(origin.parked(reason))).replaceWith(EventOutcome.PARKED));
    }

    /** What only one of our identities can do with it; nobody's is parked. */
    private Uni<EventOutcome> addressed(
            ChannelName channel, String providerId, EventSource origin, Function<Sender, Uni<EventOutcome>> effect) {
        return sender(channel, providerId)
                .map(sender -> counted(origin, effect.apply(sender)))
                .orElseGet(() -> park(origin, "unknown sender " + providerId));
    }

    /** By the provider's id of it; networks that only know the number itself are asked by that. */
    private Optional<Sender> sender(ChannelName channel, String providerId) {
        return directory.senderByProviderId(channel, providerId).or(() -> directory.sender(channel, providerId));
    }

    private Uni<EventOutcome> reported(
            ChannelName channel, ChangedEntity subject, Changed changed, EventSource origin) {
        return notify.publish(channel, subject, changed, origin.id(), origin.traceparent())
                .map(EventOutcome::of);
    }

    Uni<EventOutcome> counted(EventSource origin, Uni<EventOutcome> effect) {
        return effect.invoke(outcome -> metrics.count(origin.provider(), origin.kind(), outcome));
    }
}
