package io.parley.messaging.search;

import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.sql.SqlRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a search found. Members that do not apply are null.
 *
 * @param id our id
 * @param publicId the id that customers know: that of a sent message is {@code id}, that of a received one is the
 *     network's where it has one
 * @param from the identity that sent it, or the person who wrote it
 * @param to the recipient, or the identity that received it; null if that was deleted since
 * @param at when it was accepted; of a received message by the network's clock, as in its callback
 * @param content the content as JSON text, as it was sent or received; null if it was erased
 * @param context the context of a sent message; null if it has none
 * @param status current status of a sent message; null for a received one
 * @param statusAt since when it has that status; null for a received message
 * @param error why it failed; null if it did not
 * @param erasedAt when its author deleted it; null if it was not deleted
 */
public record FoundMessage(
        UUID id,
        String publicId,
        UUID accountId,
        UUID senderId,
        MessageDirection direction,
        String channel,
        String from,
        @Nullable String to,
        Instant at,
        @Nullable String content,
        @Nullable String context,
        @Nullable MessageState status,
        @Nullable Instant statusAt,
        @Nullable ProviderError error,
        @Nullable Instant erasedAt) {

    /** @param identity the identity of a sender; received messages name only its id; null if it was deleted since */
    static FoundMessage received(SqlRow row, @Nullable String identity) {
        var erasedAt = row.instantOrNull("deleted_at");
        return new FoundMessage(
                row.uuid("id"),
                row.text("public_id"),
                row.uuid("account_id"),
                row.uuid("sender_id"),
                MessageDirection.INBOUND,
                row.text("channel"),
                row.text("person"),
                identity,
                row.instant("at"),
                erasedAt == null ? row.text("content") : null,
                null,
                null,
                null,
                null,
                erasedAt);
    }

    static FoundMessage sent(SqlRow row) {
        var isAccepted = row.isNull("state");
        return new FoundMessage(
                row.uuid("id"),
                row.uuid("id").toString(),
                row.uuid("account_id"),
                row.uuid("sender_id"),
                MessageDirection.OUTBOUND,
                row.text("channel"),
                row.text("identity"),
                row.text("person"),
                row.instant("at"),
                row.text("content"),
                row.textOrNull("user_context"),
                isAccepted ? MessageState.ACCEPTED : row.enumerated("state", MessageState.class),
                isAccepted ? row.instant("at") : row.instant("state_at"),
                ProviderError.ofColumns(row.textOrNull("error_code"), row.textOrNull("error_text")),
                null);
    }
}
