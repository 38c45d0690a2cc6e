package io.parley.messaging.inbound;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.inbound.Contacts.ContactUpdate;
import io.parley.messaging.media.ExpectedFile;
import io.parley.messaging.media.InboundMedia;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Stores received messages, each once, even if a provider repeats it. A message whose key a {@link Revocations
 * revocation} has claimed before is not stored.
 */
@ApplicationScoped
class InboundMessages {
    private static final String INSERT = """
            with fresh as (
                insert into inbound_key (provider, provider_id, inbound_id)
                select * from unnest($1::text[], $2::text[], $3::uuid[]) order by 1, 2
                on conflict do nothing
                returning inbound_id)
            insert into inbound_message
                (id, account_id, sender_id, channel, person, public_id, content, details, at)
            select given.* from fresh join unnest(
                $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::jsonb[], $10::jsonb[],
                $11::timestamptz[]) as given (id, account_id, sender_id, channel, person, public_id, content, details, at)
                on given.id = fresh.inbound_id
            returning id""";

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
        return connection.preparedQuery(INSERT).execute(columns(messages)).map(InboundMessages::ids);
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

    private static Set<UUID> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID(0))
                .collect(Collectors.toSet());
    }

    private static Tuple columns(List<InboundMessage> messages) {
        return Tuple.tuple()
                .addArrayOfString(column(messages, InboundMessage::provider, String[]::new))
                .addArrayOfString(column(messages, InboundMessage::providerId, String[]::new))
                .addArrayOfUUID(column(messages, InboundMessage::id, UUID[]::new))
                .addArrayOfUUID(column(messages, message -> message.sender().accountId(), UUID[]::new))
                .addArrayOfUUID(column(messages, message -> message.sender().id(), UUID[]::new))
                .addArrayOfString(
                        column(messages, message -> message.sender().channel().value(), String[]::new))
                .addArrayOfString(column(messages, InboundMessage::person, String[]::new))
                .addArrayOfString(column(messages, InboundMessage::publicId, String[]::new))
                .addArrayOfJsonObject(column(messages, message -> object(message.content()), JsonObject[]::new))
                .addArrayOfJsonObject(column(messages, message -> object(message.details()), JsonObject[]::new))
                .addArrayOfOffsetDateTime(
                        column(messages, message -> message.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static JsonObject object(String json) {
        return json == null ? null : new JsonObject(json);
    }

    private static <T> T[] column(
            List<InboundMessage> messages, Function<InboundMessage, T> member, IntFunction<T[]> array) {
        return messages.stream().map(member).toArray(array);
    }
}
