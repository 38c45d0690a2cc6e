package io.parley.messaging.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.InboundFacts;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.media.ExpectedFile;
import io.parley.messaging.media.InboundMedia;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoContext;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a received message: stored once, with its callback and file download in the same commit. References to sent
 * messages get our ids, and the person is identified by number if it is known.
 */
@ApplicationScoped
class ReceiveMessage {
    private final PlanCallbacks callbacks;
    private final ObjectMapper json;
    private final InboundMedia media;
    private final InboundReferenceResolver references;
    private final Contacts contacts;
    private final GroupCommit<PendingInbound, Boolean> inbound;

    ReceiveMessage(
            PlanCallbacks callbacks,
            ObjectMapper json,
            InboundMedia media,
            InboundReferenceResolver references,
            Contacts contacts,
            InboundMessages messages) {
        this.callbacks = callbacks;
        this.json = json;
        this.media = media;
        this.references = references;
        this.contacts = contacts;
        this.inbound = GroupCommit.named("inbound").splitOnFailure().build(pending -> resolved(pending)
                .chain(resolved -> messages.add(messages(pending, resolved))));
    }

    /** Known message ids and numbers for a batch. */
    private record Resolved(InboundReferenceResolver.Ids ids, Contacts.Numbers numbers) {}

    /** @param traceparent trace to link to; null if none */
    Uni<EventOutcome> receive(Sender sender, Received received, @Nullable String traceparent) {
        var message = new PendingInbound(Ids.next(), sender, received, file(sender, received), traceparent);
        return inbound.commit(message).map(EventOutcome::of);
    }

    private @Nullable ExpectedFile file(Sender sender, Received received) {
        var file = received.file();
        return file == null
                ? null
                : media.expected(
                        sender, file.reference(), file.kind(), file.contentType(), file.fileName(), file.sha256());
    }

    private Uni<Resolved> resolved(List<PendingInbound> pending) {
        var resolved = references.ids(pending).chain(ids -> contacts.numbers(pending)
                .map(numbers -> new Resolved(ids, numbers)));
        return Uni.combine().all().unis(resolved, callbacks.prepare()).with((known, settingsLoaded) -> known);
    }

    private List<InboundMessage> messages(List<PendingInbound> pending, Resolved resolved) {
        return pending.stream()
                .map(resolved.numbers()::completed)
                .map(message -> message(message, resolved.ids()))
                .toList();
    }

    private InboundMessage message(PendingInbound message, InboundReferenceResolver.Ids ids) {
        var received = message.received();
        var publicId = received.publicId() == null ? message.id().toString() : received.publicId();
        var content = content(message, ids);
        var facts = new InboundFacts(
                message.id(),
                publicId,
                message.sender(),
                received.from(),
                received.at(),
                content,
                received.details(),
                context(received, ids),
                message.traceparent());
        return new InboundMessage(
                message.id(),
                received.provider(),
                received.providerMessageId(),
                message.sender(),
                received.from(),
                publicId,
                toJson(content),
                received.details() == null ? null : storable(received.details().toString()),
                received.at(),
                message.contactUpdate(),
                message.file(),
                callbacks.inbound(facts));
    }

    private static @Nullable MoContext context(Received received, InboundReferenceResolver.Ids ids) {
        var context = received.context();
        var messageId = context == null ? null : context.messageId();
        return context == null || messageId == null ? context : context.answering(ids.of(received, messageId));
    }

    private MoContent content(PendingInbound message, InboundReferenceResolver.Ids ids) {
        return switch (message.received().content()) {
            case MoContent.Media file
            when message.file() != null ->
                file.at(message.file().id(), media.url(message.file().id()).toString());
            case MoContent.Reaction(var reaction) ->
                new MoContent.Reaction(
                        new MoContent.Emotion(ids.of(message.received(), reaction.messageId()), reaction.emoji()));
            case MoContent other -> other;
        };
    }

    private String toJson(MoContent content) {
        try {
            return storable(json.writerFor(MoContent.class).writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("own records are always serializable", e);
        }
    }

    /** Replaces U+0000, which Postgres does not allow in JSON; the callback has the original text. */
    private static String storable(String json) {
        return json.contains("\\u0000") ? json.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1\\\\ufffd") : json;
    }
}
