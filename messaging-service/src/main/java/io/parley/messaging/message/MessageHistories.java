package io.parley.messaging.message;

import io.parley.messaging.message.MessageDeliveryEvents.Waiting;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.SenderCircuitBreakers;
import io.parley.messaging.queue.WaitingJob;
import io.parley.model.Scope;
import io.parley.runtime.access.Caller;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds the history of a message. Ids of other accounts, unknown and malformed ids all return the same 404. */
@ApplicationScoped
class MessageHistories {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final SqlStatement HISTORY = SqlStatement.text("""
                    select :message_columns, e.state, e.at, e.provider_id, e.error_code, e.error_text, e.provider_at,
                      :waiting_columns
                    from message m left join message_event e on e.message_id = m.id and e.message_id = :id
                    :join_waiting_job
                    where m.id = :id and m.account_id = :account""")
            .fragments(MessageColumns.REFERENCE, WaitingJob.COLUMNS, WaitingJob.JOIN)
            .parameters("id", "account")
            .load();

    private final Pool pool;
    private final Directory directory;
    private final SenderCircuitBreakers circuitBreakers;

    MessageHistories(Pool pool, Directory directory, SenderCircuitBreakers circuitBreakers) {
        this.pool = pool;
        this.directory = directory;
        this.circuitBreakers = circuitBreakers;
    }

    Uni<MessageHistory> of(Caller caller, String messageId) {
        if (!UUID_TEXT.matcher(messageId).matches()) {
            throw Problems.notFound();
        }
        return HISTORY.with("id", UUID.fromString(messageId))
                .with("account", caller.accountId())
                .execute(pool)
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

    private Optional<Found> history(SqlRows rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(found(rows));
    }

    private Found found(SqlRows rows) {
        var first = rows.first();
        var message = MessageColumns.reference(first);
        var history = MessageHistory.of(message, events(message.id(), rows));
        var breaker = circuitBreakers.of(message.senderId()).remaining();
        var waiting = WaitingJob.of(first, message.acceptedAt(), breaker).map(Waiting::of);
        return new Found(message.senderId(), waiting.map(history::waiting).orElse(history));
    }

    private static List<MessageEvent> events(UUID messageId, SqlRows rows) {
        return rows.stream()
                .filter(row -> !row.isNull("state"))
                .map(row -> new MessageEvent(
                        messageId,
                        row.enumerated("state", MessageState.class),
                        row.instant("at"),
                        row.textOrNull("provider_id"),
                        ProviderError.ofColumns(row.textOrNull("error_code"), row.textOrNull("error_text")),
                        null,
                        row.instantOrNull("provider_at")))
                .toList();
    }

    private record Found(UUID senderId, MessageHistory history) {}
}
