package io.parley.messaging.inbound;

import io.parley.runtime.sql.SqlRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A received message with what is stored of it, for operators.
 *
 * @param person the number or the provider's id of the person
 * @param publicId the contract's {@code messageId}
 * @param content the contract's MoContent as JSON
 * @param deletedAt when the person deleted it; null if not
 */
public record ReceivedMessage(
        UUID id,
        UUID accountId,
        UUID senderId,
        String channel,
        String person,
        String publicId,
        String content,
        Instant at,
        Instant receivedAt,
        @Nullable Instant deletedAt) {

    static ReceivedMessage of(SqlRow row) {
        return new ReceivedMessage(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuid("sender_id"),
                row.text("channel"),
                row.text("person"),
                row.text("public_id"),
                row.text("content"),
                row.instant("at"),
                row.instant("received_at"),
                row.instantOrNull("deleted_at"));
    }
}
