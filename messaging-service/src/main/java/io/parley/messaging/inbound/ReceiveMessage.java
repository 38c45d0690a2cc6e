package io.parley.messaging.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.InboundFacts;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.MoContent;
import io.parley.messaging.media.ExpectedFile;
import io.parley.messaging.media.InboundMedia;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Takes a person's message over: stored once, with its callback and the fetching of its file due in the same commit. What
 * it refers to is told by our ids where we sent it, and the person by number where we know it.
 */
@ApplicationScoped
class ReceiveMessage {
    private final PlanCallbacks callbacks;
    private final ObjectMapper json;
    private final InboundMedia media;
    private final InboundReferenceResolver answered;
    private final Contacts contacts;
    private final GroupCommit<PendingInbound, Boolean> inbound;

    ReceiveMessage(
            PlanCallbacks callbacks,
            ObjectMapper json,
            InboundMedia media,
            InboundReferenceResolver answered,
            Contacts contacts,
            InboundMessages messages) {
        this.callbacks = callbacks;
        this.json = json;
        this.media = media;
        this.answered = answered;
        this.contacts = contacts;
        this.inbound = GroupCommit.named("inbound").splitOnFailure().on(arrivals -> known(arrivals)
                .chain(known -> messages.add(messages(arrivals, known))));
    }

    /** What we know already of what a batch speaks of. */
    private record Known(InboundReferenceResolver.Ids ids, Contacts.Numbers numbers) {}

    /** @param traceparent trace to link to; null if none */
    Uni<EventOutcome> receive(Sender sender, Received received, String traceparent) {
        var arrival = new PendingInbound(Ids.next(), sender, received, file(sender, received), traceparent);
        return inbound.commit(arrival).map(EventOutcome::of);
    }

    private ExpectedFile file(Sender sender, Received received) {
        var file = received.file();
        return file == null
                ? null
                : media.expected(
                        sender, file.reference(), file.kind(), file.contentType(), file.fileName(), file.sha256());
    }

    private Uni<Known> known(List<PendingInbound> arrivals) {
        return answered.ids(arrivals).chain(ids -> contacts.numbers(arrivals).map(numbers -> new Known(ids, numbers)));
    }

    private List<InboundMessage> messages(List<PendingInbound> arrivals, Known known) {
        return arrivals.stream()
                .map(known.numbers()::completed)
                .map(arrival -> message(arrival, known.ids()))
                .toList();
    }

    private InboundMessage message(PendingInbound arrival, InboundReferenceResolver.Ids ids) {
        var received = arrival.received();
        var publicId = received.publicId() == null ? arrival.id().toString() : received.publicId();
        var content = content(arrival, ids);
        var context = received.context() == null
                ? null
                : received.context()
                        .answering(ids.of(received, received.context().messageId()));
        var facts = new InboundFacts(
                arrival.id(),
                publicId,
                arrival.sender(),
                received.from(),
                received.at(),
                content,
                received.details(),
                context,
                arrival.traceparent());
        return new InboundMessage(
                arrival.id(),
                received.provider(),
                received.providerMessageId(),
                arrival.sender(),
                received.from(),
                publicId,
                stored(content),
                received.details() == null ? null : storable(received.details().toString()),
                received.at(),
                arrival.contactUpdate(),
                arrival.file(),
                callbacks.inbound(facts));
    }

    private MoContent content(PendingInbound arrival, InboundReferenceResolver.Ids ids) {
        return switch (arrival.received().content()) {
            case MoContent.Media file
            when arrival.file() != null ->
                file.at(arrival.file().id(), media.url(arrival.file().id()).toString());
            case MoContent.Reaction(var reaction) ->
                new MoContent.Reaction(
                        new MoContent.Emotion(ids.of(arrival.received(), reaction.messageId()), reaction.emoji()));
            case MoContent other -> other;
        };
    }

    private String stored(MoContent content) {
        try {
            return storable(json.writerFor(MoContent.class).writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records can be written", e);
        }
    }

    /** Postgres' JSON holds every character but one; the callback carries the text as it came. */
    private static String storable(String json) {
        return json.contains("\\u0000") ? json.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1\\\\ufffd") : json;
    }
}
