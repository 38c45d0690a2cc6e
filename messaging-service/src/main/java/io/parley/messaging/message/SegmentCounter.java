package io.parley.messaging.message;

import io.parley.messaging.model.MessageState;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Aggregates the delivery receipts of a long SMS: it is delivered when all its segments are. Each segment counts once,
 * on the row of its message, so that concurrent commits cannot miss each other.
 */
@ApplicationScoped
class SegmentCounter {

    private static final Batch<StatusUpdate> SEGMENTS = Batch.<StatusUpdate>named("segments")
            .text("provider_id", segment -> segment.status().providerMessageId())
            .text("provider", segment -> segment.status().provider())
            .uuid("message_id", segment -> segment.message().id());

    private static final SqlStatement COUNT = SqlStatement.file(SegmentCounter.class, "message/count-segments.sql")
            .batches(SEGMENTS)
            .load();

    /** Returns one update for each message whose last segment this batch delivers. */
    Uni<List<StatusUpdate>> completed(SqlConnection connection, List<StatusUpdate> segments) {
        var delivered = segments.stream()
                .filter(segment -> segment.status().state().compareTo(MessageState.DELIVERED) >= 0)
                .toList();
        if (delivered.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return COUNT.with(SEGMENTS, delivered).execute(connection).map(rows -> ofCompleted(rows, delivered));
    }

    private static List<StatusUpdate> ofCompleted(SqlRows rows, List<StatusUpdate> segments) {
        var completedIds = rows.stream()
                .filter(row -> !row.isNull("is_complete") && row.bool("is_complete"))
                .map(row -> row.uuid("id"))
                .collect(Collectors.toCollection(HashSet::new));
        return segments.stream()
                .filter(segment -> completedIds.remove(segment.message().id()))
                .toList();
    }
}
