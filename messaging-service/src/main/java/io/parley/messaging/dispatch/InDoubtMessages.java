package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.directory.Directory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds messages in doubt whose recipients have statuses of unknown messages. Costs nothing if none is in doubt. */
@Singleton
class InDoubtMessages {

    private static final int MAX_ROWS = 2_000;

    /**
     * Excludes statuses that the message's own lost call cannot have caused: those from before it was accepted, and
     * those whose message is known by now.
     */
    private static final String IN_DOUBT = """
            select %s, m.content::text, m.options::text, j.lane, j.fence, j.attempt, j.throttles,
              j.hold_until <= $1 or j.expires_at <= $2,
              o.provider, o.provider_id, o.state, o.at, o.reference, o.excerpt,
              coalesce(o.received_at >= j.attempted_at, false), o.identity
            from dispatch_job j
            join message m on m.id = j.message_id
            join orphan_status o on o.recipient = ltrim(m.recipient, '+')
              and (o.provider = j.channel or starts_with(o.provider, j.channel || '/'))
              and o.received_at >= m.accepted_at - interval '1 s'
            where j.state = 2 and not exists (
              select 1 from provider_ref r where r.provider_id = o.provider_id and r.provider = o.provider)
            order by j.hold_until, j.message_id, o.received_at
            limit %d for update of j skip locked""".formatted(MessageColumns.COLUMNS, MAX_ROWS);

    private static final int AFTER_FACTS = 10;

    private final Channels channels;
    private final Contents contents;
    private final Directory directory;

    InDoubtMessages(Channels channels, Contents contents, Directory directory) {
        this.channels = channels;
        this.contents = contents;
        this.directory = directory;
    }

    /** Locks their jobs until the end of the transaction. */
    Uni<List<InDoubtMessage>> withUnknownStatuses(SqlConnection connection, StatusDeadlineClock clock) {
        return connection
                .preparedQuery(IN_DOUBT)
                .execute(Tuple.of(clock.healthyMs(), clock.now()))
                .map(this::messages);
    }

    /** Drops the last message of a full result, since some of its statuses may be missing. */
    private List<InDoubtMessage> messages(RowSet<Row> rows) {
        Map<UUID, List<Row>> byMessage = new LinkedHashMap<>();
        rows.forEach(row -> byMessage
                .computeIfAbsent(row.getUUID(0), id -> new ArrayList<>())
                .add(row));
        var groups = new ArrayList<>(byMessage.values());
        if (rows.rowCount() == MAX_ROWS && groups.size() > 1) {
            groups.removeLast();
        }
        return groups.stream().map(this::message).flatMap(Optional::stream).toList();
    }

    private Optional<InDoubtMessage> message(List<Row> rows) {
        var row = rows.getFirst();
        var reference = MessageColumns.reference(row, 0);
        return channels.named(reference.channel())
                .map(InDoubtMessages::typed)
                .flatMap(channel -> message(job(row, reference, channel), channel, rows));
    }

    private static Optional<InDoubtMessage> message(DispatchJob job, Channel<MessageContent> channel, List<Row> rows) {
        var statuses = rows.stream()
                .filter(row -> isFrom(job, row.getString(AFTER_FACTS + 14)))
                .map(InDoubtMessages::status)
                .toList();
        return statuses.isEmpty()
                ? Optional.empty()
                : Optional.of(new InDoubtMessage(job, channel, rows.getFirst().getBoolean(AFTER_FACTS + 6), statuses));
    }

    private static boolean isFrom(DispatchJob job, String identity) {
        var ownIdentity = job.message().identity();
        return identity != null
                && (identity.equals(ownIdentity.startsWith("+") ? ownIdentity.substring(1) : ownIdentity)
                        || (job.sender() != null && identity.equals(job.sender().providerId())));
    }

    private DispatchJob job(Row row, MessageReference reference, Channel<MessageContent> channel) {
        return new DispatchJob(
                reference,
                directory.sender(reference.senderId()).orElse(null),
                contents.restored(row.getString(AFTER_FACTS), channel),
                contents.restoredOptions(row.getString(AFTER_FACTS + 1), channel),
                ProviderReferences.NONE,
                row.getLong(AFTER_FACTS + 2),
                row.getLong(AFTER_FACTS + 3),
                row.getInteger(AFTER_FACTS + 4),
                row.getInteger(AFTER_FACTS + 5),
                false,
                System.nanoTime());
    }

    private static UnknownStatus status(Row row) {
        return new UnknownStatus(
                row.getString(AFTER_FACTS + 7),
                row.getString(AFTER_FACTS + 8),
                MessageState.ofCode(row.getShort(AFTER_FACTS + 9)),
                row.getOffsetDateTime(AFTER_FACTS + 10).toInstant(),
                row.getInteger(AFTER_FACTS + 11),
                row.getString(AFTER_FACTS + 12),
                row.getBoolean(AFTER_FACTS + 13));
    }

    @SuppressWarnings("unchecked") // the content was read by this channel's own family
    private static Channel<MessageContent> typed(Channel<?> channel) {
        return (Channel<MessageContent>) channel;
    }
}
