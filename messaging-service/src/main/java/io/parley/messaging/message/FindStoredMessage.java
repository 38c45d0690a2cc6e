package io.parley.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.message.StoredMessage.ProviderId;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.SenderCircuitBreakers;
import io.parley.messaging.queue.WaitingJob;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads messages of all accounts for operators. */
@ApplicationScoped
public class FindStoredMessage {
    private static final SqlStatement MESSAGE = SqlStatement.text("""
                    select :message_columns, :content_columns, m.bulk_id, m.bulk_position, m.source, m.segments,
                      m.encoding, :waiting_columns
                    from message m :join_waiting_job where m.id = :id""")
            .fragments(MessageColumns.REFERENCE, MessageColumns.CONTENT, WaitingJob.COLUMNS, WaitingJob.JOIN)
            .parameters("id")
            .load();

    private static final SqlStatement EVENTS =
            SqlStatement.text("""
                    select state, at, provider_id, error_code, error_text, details::text as details, provider_at
                    from message_event where message_id = :id""").parameters("id").load();

    private static final SqlStatement PROVIDER_IDS =
            SqlStatement.text("""
                    select provider, provider_id from provider_ref where message_id = :id order by part limit 300""").parameters("id").load();

    private final Pool pool;
    private final SenderCircuitBreakers circuitBreakers;
    private final ObjectMapper json;

    FindStoredMessage(Pool pool, SenderCircuitBreakers circuitBreakers, ObjectMapper json) {
        this.pool = pool;
        this.circuitBreakers = circuitBreakers;
        this.json = json;
    }

    /** Empty if there is no such message, or its retention period has ended. */
    public Uni<Optional<StoredMessage>> find(UUID id) {
        return MESSAGE.with("id", id)
                .execute(pool)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : complete(id, rows.first()).map(Optional::of));
    }

    private Uni<StoredMessage> complete(UUID id, SqlRow row) {
        return EVENTS.with("id", id)
                .execute(pool)
                .chain(events -> PROVIDER_IDS.with("id", id).execute(pool).map(ids -> message(row, events, ids)));
    }

    private StoredMessage message(SqlRow row, SqlRows events, SqlRows providerIds) {
        var reference = MessageColumns.reference(row);
        var history = MessageHistory.of(reference, events.list(event -> event(reference.id(), event)));
        var breaker = circuitBreakers.of(reference.senderId()).remaining();
        return new StoredMessage(
                reference,
                row.text("content"),
                row.textOrNull("options"),
                row.uuidOrNull("bulk_id"),
                row.integerOrNull("bulk_position"),
                row.textOrNull("source"),
                row.integerOrNull("segments"),
                row.textOrNull("encoding"),
                providerIds.list(id -> new ProviderId(id.text("provider"), id.text("provider_id"))),
                history.state(),
                history.all(),
                WaitingJob.of(row, reference.acceptedAt(), breaker).orElse(null));
    }

    private MessageEvent event(UUID messageId, SqlRow row) {
        return new MessageEvent(
                messageId,
                row.enumerated("state", MessageState.class),
                row.instant("at"),
                row.textOrNull("provider_id"),
                ProviderError.ofColumns(row.textOrNull("error_code"), row.textOrNull("error_text")),
                details(row.textOrNull("details")),
                row.instantOrNull("provider_at"));
    }

    private @Nullable ObjectNode details(@Nullable String text) {
        try {
            return text == null ? null : (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored details must be valid JSON", e);
        }
    }
}
