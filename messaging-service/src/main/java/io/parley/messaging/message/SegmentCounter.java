package io.parley.messaging.message;

import io.parley.messaging.model.MessageState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Aggregates the delivery receipts of a long SMS: it is delivered when all its segments are. Each segment counts once,
 * on the row of its message, so that concurrent commits cannot miss each other.
 */
@ApplicationScoped
class SegmentCounter {

    private static final String COUNT = """
            with arrived as (
              update provider_ref r set state = 5
              from unnest($1::text[], $2::text[], $3::uuid[]) as s (provider_id, provider, message_id)
              where r.provider_id = s.provider_id and r.provider = s.provider and r.message_id = s.message_id
                and coalesce(r.state, 0) < 5
              returning r.message_id
            ), counted as (
              select message_id, count(*)::smallint as parts from arrived group by message_id
            )
            update message m set segments_done = m.segments_done + c.parts
            from counted c where m.id = c.message_id
            returning m.id, m.segments_done >= m.segments""";

    /** Returns one update for each message whose last segment this batch delivers. */
    Uni<List<StatusUpdate>> completed(SqlConnection connection, List<StatusUpdate> segments) {
        var delivered = segments.stream()
                .filter(segment -> segment.status().state().compareTo(MessageState.DELIVERED) >= 0)
                .toList();
        if (delivered.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(
                        ColumnArrays.of(delivered, segment -> segment.status().providerMessageId(), String[]::new),
                        ColumnArrays.of(delivered, segment -> segment.status().provider(), String[]::new),
                        ColumnArrays.of(delivered, segment -> segment.message().id(), UUID[]::new)))
                .map(rows -> ofCompleted(rows, delivered));
    }

    private static List<StatusUpdate> ofCompleted(RowSet<Row> rows, List<StatusUpdate> segments) {
        Set<UUID> completedIds = new HashSet<>();
        rows.forEach(row -> {
            if (Boolean.TRUE.equals(row.getBoolean(1))) {
                completedIds.add(row.getUUID(0));
            }
        });
        return segments.stream()
                .filter(segment -> completedIds.remove(segment.message().id()))
                .toList();
    }
}
