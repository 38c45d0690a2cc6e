package io.parley.messaging.inbound;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.inbound.Contacts.ContactUpdate;
import io.parley.messaging.media.ExpectedFile;
import io.parley.messaging.media.InboundMedia;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stores received messages, each once, even if a provider repeats it. A message whose key a {@link Revocations
 * revocation} has claimed before is not stored.
 */
@ApplicationScoped
class InboundMessages {
    private static final Batch<InboundMessage> MESSAGES = Batch.<InboundMessage>named("inbound_messages")
            .uuid("id", InboundMessage::id)
            .text("provider", InboundMessage::provider)
            .text("provider_id", InboundMessage::providerId)
            .uuid("account_id", message -> message.sender().accountId())
            .uuid("sender_id", message -> message.sender().id())
            .text("channel", message -> message.sender().channel().value())
            .text("person", InboundMessage::person)
            .text("public_id", InboundMessage::publicId)
            .jsonb("content", InboundMessage::content)
            .jsonb("details", InboundMessage::details)
            .timestamptz("at", InboundMessage::at);

    private static final SqlStatement ADD = SqlStatement.file(InboundMessages.class, "inbound/add-messages.sql")
            .batches(MESSAGES)
            .load();

    private final Pool pool;
    private final CallbackOutbox callbacks;
    private final InboundMedia media;
    private final Contacts contacts;

    InboundMessages(Pool pool, CallbackOutbox callbacks, InboundMedia media, Contacts contacts) {
        this.pool = pool;
        this.callbacks = callbacks;
        this.media = media;
        this.contacts = contacts;
    }

    /**
     * Stores the new messages with their callbacks, files and contact updates in one transaction; returns for each
     * whether it was new.
     */
    Uni<List<Boolean>> add(List<InboundMessage> messages) {
        return pool.withTransaction(connection -> insert(connection, messages)
                        .call(fresh -> callbacks.insert(connection, callbacksOf(messages, fresh)))
                        .call(fresh -> media.insert(connection, filesOf(messages, fresh)))
                        .call(fresh -> contacts.store(connection, contactUpdates(messages, fresh))))
                .invoke(callbacks::wake)
                .invoke(fresh -> wakeMedia(messages, fresh))
                .map(fresh -> messages.stream()
                        .map(message -> fresh.contains(message.id()))
                        .toList());
    }

    private static Uni<Set<UUID>> insert(SqlConnection connection, List<InboundMessage> messages) {
        return ADD.with(MESSAGES, messages)
                .execute(connection)
                .map(rows -> rows.stream().map(row -> row.uuid("id")).collect(Collectors.toSet()));
    }

    private static List<CallbackRow> callbacksOf(List<InboundMessage> messages, Set<UUID> fresh) {
        return messages.stream()
                .filter(message -> fresh.contains(message.id()))
                .flatMap(message -> message.callback().stream())
                .toList();
    }

    private static List<ExpectedFile> filesOf(List<InboundMessage> messages, Set<UUID> fresh) {
        return messages.stream()
                .filter(message -> message.file() != null && fresh.contains(message.id()))
                .map(InboundMessage::file)
                .toList();
    }

    private static List<ContactUpdate> contactUpdates(List<InboundMessage> messages, Set<UUID> fresh) {
        return messages.stream()
                .filter(message -> message.contactUpdate() != null && fresh.contains(message.id()))
                .map(InboundMessage::contactUpdate)
                .toList();
    }

    private void wakeMedia(List<InboundMessage> messages, Set<UUID> fresh) {
        if (!filesOf(messages, fresh).isEmpty()) {
            media.wake();
        }
    }
}
