package io.parley.messaging.message;

import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.model.Scope;
import io.parley.runtime.access.Caller;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds the history of a message. Ids of other accounts, unknown and malformed ids all return the same 404. */
@ApplicationScoped
class MessageHistories {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final String HISTORY = "select " + MessageColumns.COLUMNS
            + ", e.state, e.at, e.provider_id, e.error_code, e.error_text, e.provider_at, " + WaitingJob.COLUMNS
            + " from message m left join message_event e on e.message_id = m.id and e.message_id = $1"
            + " left join dispatch_job j on j.message_id = m.id"
            + " where m.id = $1 and m.account_id = $2";
    private static final int EVENT = 10;
    private static final int JOB = EVENT + 6;

    private final Pool pool;
    private final Directory directory;
    private final Handover dispatcher;

    MessageHistories(Pool pool, Directory directory, Handover dispatcher) {
        this.pool = pool;
        this.directory = directory;
        this.dispatcher = dispatcher;
    }

    Uni<MessageHistory> of(Caller caller, String messageId) {
        if (!UUID_TEXT.matcher(messageId).matches()) {
            throw Problems.notFound();
        }
        return pool.preparedQuery(HISTORY)
                .execute(Tuple.of(UUID.fromString(messageId), caller.accountId()))
                .map(rows -> history(rows).filter(found -> mayRead(caller, found.senderId())))
                .map(found -> found.map(Found::history).orElseThrow(Problems::notFound));
    }

    private boolean mayRead(Caller caller, UUID senderId) {
        return caller.may(Scope.MESSAGES_READ)
                && directory
                        .sender(senderId)
                        .filter(sender -> sender.accountId().equals(caller.accountId()))
                        .filter(sender -> sender.scopes().contains(Scope.MESSAGES_READ))
                        .isPresent();
    }

    private Optional<Found> history(RowSet<Row> rows) {
        var rowList = rows.stream().toList();
        if (rowList.isEmpty()) {
            return Optional.empty();
        }
        var reference = MessageColumns.reference(rowList.getFirst(), 0);
        var history = MessageHistory.of(reference, events(reference.id(), rowList));
        var waiting =
                WaitingJob.of(rowList.getFirst(), JOB, reference.acceptedAt(), dispatcher.pause(reference.senderId()));
        return Optional.of(
                new Found(reference.senderId(), waiting.map(history::waiting).orElse(history)));
    }

    private static List<MessageEvent> events(UUID messageId, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.getValue(EVENT) != null)
                .map(row -> new MessageEvent(
                        messageId,
                        MessageState.ofCode(row.getShort(EVENT)),
                        row.getOffsetDateTime(EVENT + 1).toInstant(),
                        row.getString(EVENT + 2),
                        error(row.getString(EVENT + 3), row.getString(EVENT + 4)),
                        null,
                        instant(row.getOffsetDateTime(EVENT + 5))))
                .toList();
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static ProviderError error(String code, String message) {
        return code == null ? null : new ProviderError(code, message == null ? "" : message);
    }

    private record Found(UUID senderId, MessageHistory history) {}
}
