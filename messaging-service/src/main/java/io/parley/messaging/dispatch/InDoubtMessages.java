package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.message.OrphanStatuses;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.queue.DispatchJob;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.messaging.queue.StatusDeadlineClock;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds messages in doubt whose recipients have statuses of unknown messages. Costs nothing if none is in doubt. */
@Singleton
class InDoubtMessages {

    private static final int MAX_ROWS = 2_000;

    private static final SqlStatement IN_DOUBT = SqlStatement.file(
                    InDoubtMessages.class, "dispatch/in-doubt-messages.sql")
            .fragments(DispatchJobs.JOBS, MessageColumns.MESSAGES, OrphanStatuses.UNMATCHED)
            .fragments(JobReader.COLUMNS)
            .parameters("healthy_ms", "now", "max")
            .load();

    private final Channels channels;
    private final JobReader reader;

    InDoubtMessages(Channels channels, JobReader reader) {
        this.channels = channels;
        this.reader = reader;
    }

    /** Locks their jobs until the end of the transaction. */
    Uni<List<InDoubtMessage>> withUnknownStatuses(SqlConnection connection, StatusDeadlineClock clock) {
        return IN_DOUBT.with("healthy_ms", clock.healthyMs())
                .with("now", clock.now())
                .with("max", MAX_ROWS)
                .execute(connection)
                .map(this::messages);
    }

    /** Drops the last message of a full result, since some of its statuses may be missing. */
    private List<InDoubtMessage> messages(SqlRows rows) {
        Map<UUID, List<SqlRow>> byMessage = new LinkedHashMap<>();
        rows.forEach(row -> byMessage
                .computeIfAbsent(row.uuid("id"), id -> new ArrayList<>())
                .add(row));
        var groups = new ArrayList<>(byMessage.values());
        if (rows.size() == MAX_ROWS && groups.size() > 1) {
            groups.removeLast();
        }
        return groups.stream().map(this::message).flatMap(Optional::stream).toList();
    }

    private Optional<InDoubtMessage> message(List<SqlRow> rows) {
        var row = rows.getFirst();
        return channels.named(row.text("channel"))
                .map(InDoubtMessages::typed)
                .flatMap(channel -> message(reader.job(row, channel, System.nanoTime()), channel, rows));
    }

    private static Optional<InDoubtMessage> message(
            DispatchJob job, Channel<MessageContent> channel, List<SqlRow> rows) {
        var statuses = rows.stream()
                .filter(row -> isFrom(job, row.textOrNull("status_identity")))
                .map(InDoubtMessages::status)
                .toList();
        return statuses.isEmpty()
                ? Optional.empty()
                : Optional.of(new InDoubtMessage(job, channel, rows.getFirst().bool("hold_ended"), statuses));
    }

    private static boolean isFrom(DispatchJob job, @Nullable String identity) {
        var ownIdentity = job.message().identity();
        var outbound = job.outbound();
        return identity != null
                && (identity.equals(ownIdentity.startsWith("+") ? ownIdentity.substring(1) : ownIdentity)
                        || (outbound.hasSender()
                                && identity.equals(outbound.sender().providerId())));
    }

    private static UnknownStatus status(SqlRow row) {
        return new UnknownStatus(
                row.text("provider"),
                row.text("provider_id"),
                row.enumerated("state", MessageState.class),
                row.instant("at"),
                row.integerOrNull("reference"),
                row.textOrNull("excerpt"),
                row.bool("after_the_call"));
    }

    @SuppressWarnings("unchecked") // the content was read by this channel's own family
    private static Channel<MessageContent> typed(Channel<?> channel) {
        return (Channel<MessageContent>) channel;
    }
}
