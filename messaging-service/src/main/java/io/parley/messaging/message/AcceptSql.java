package io.parley.messaging.message;

import io.parley.messaging.model.MessageReference;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlStatement;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The statements that commit a batch of messages with their jobs. A job is committed as claimed if this instance has a
 * free slot for it and its lane has no other job.
 */
final class AcceptSql {

    /**
     * A message as it is written.
     *
     * @param hasSlot whether this instance has reserved a slot for it
     * @param notAfter latest time to begin the commit, by the database's clock
     */
    record Row(AcceptBatch request, AcceptedMessage message, boolean hasSlot, Instant notAfter) {

        UUID id() {
            return message.reference().id();
        }

        /** Stored once per request, with its first message. */
        private <V> @Nullable V ofKey(Function<IdempotencyKey, V> member) {
            var isLead = message == request.lead();
            return isLead && request.idempotencyKey() != null ? member.apply(request.idempotencyKey()) : null;
        }

        private static <V> Function<Row, V> reference(Function<MessageReference, V> member) {
            return row -> member.apply(row.message().reference());
        }

        private static <V> Function<Row, V> parsed(Function<ParsedMessage, V> member) {
            return row -> member.apply(row.message().parsed());
        }
    }

    private static final SqlFragment STORE =
            SqlFragment.file("store_messages", AcceptSql.class, "message/store-messages.sql");

    static final Batch<Row> MESSAGES = Batch.<Row>named("accepted")
            .uuid("id", Row::id)
            .uuid("account_id", Row.reference(MessageReference::accountId))
            .uuid("sender_id", Row.reference(MessageReference::senderId))
            .text("channel", Row.reference(MessageReference::channel))
            .text("identity", Row.reference(MessageReference::identity))
            .text("recipient", Row.reference(MessageReference::recipient))
            .json("content", Row.parsed(ParsedMessage::contentJson))
            .json("options", Row.parsed(ParsedMessage::optionsJson))
            .text("user_context", Row.reference(MessageReference::userContext))
            .text("url_override", Row.reference(MessageReference::urlOverride))
            .text("source", row -> row.message().source())
            .text("traceparent", Row.reference(MessageReference::traceparent))
            .timestamptz("accepted_at", Row.reference(MessageReference::acceptedAt))
            .bigint("lane", row -> row.message().lane())
            .bool("claim", Row::hasSlot)
            .timestamptz("not_after", Row::notAfter)
            .withOrdinality("ord");

    /** For single messages without idempotency key. */
    static final SqlStatement PLAIN = SqlStatement.file(AcceptSql.class, "message/accept-plain.sql")
            .batches(MESSAGES)
            .fragments(STORE, DispatchJobs.INSERT)
            .load();

    static final Batch<Row> KEYED_MESSAGES = MESSAGES.text("key_id", row -> row.ofKey(IdempotencyKey::keyId))
            .text("key", row -> row.ofKey(IdempotencyKey::name))
            .bytea("body_hash", row -> row.ofKey(IdempotencyKey::bodyHash))
            .json("response", row -> row.request().response())
            .uuid("lead", row -> row.request().lead().reference().id())
            .uuid("bulk_id", row -> row.message().bulkId())
            .smallint("bulk_position", row -> row.message().bulkPosition())
            .bool("holds", row -> row.message().holdsLane());

    /** For bulks and idempotency keys. */
    static final SqlStatement KEYED = SqlStatement.file(AcceptSql.class, "message/accept-keyed.sql")
            .batches(KEYED_MESSAGES)
            .fragments(STORE, DispatchJobs.INSERT)
            .load();

    private AcceptSql() {}
}
