package io.parley.messaging.queue;

import io.parley.messaging.model.MessageState;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Ends the jobs of messages that the provider has, as statuses prove: also claimed ones and those in doubt. */
@ApplicationScoped
public class ProvenJobs {

    private static final Batch<Proof> PROOFS = Batch.<Proof>named("proofs")
            .uuid("message_id", Proof::messageId)
            .enumerated("state", "message_state", Proof::state);

    private static final SqlStatement END = SqlStatement.file(ProvenJobs.class, "queue/end-proven-jobs.sql")
            .batches(PROOFS)
            .parameters("bulk_timeout_ms")
            .load();

    private static final SqlStatement FREE = SqlStatement.file(ProvenJobs.class, "queue/free-held-lanes.sql")
            .parameters("ids")
            .load();

    private final DispatchConfig config;

    ProvenJobs(DispatchConfig config) {
        this.config = config;
    }

    /** @param state of the whole message, at least {@code DISPATCHED} */
    public record Proof(UUID messageId, MessageState state) {}

    /**
     * A job that a status ended.
     *
     * @param waiting whether another job waits in its lane
     */
    public record EndedJob(UUID messageId, String channel, boolean inDoubt, boolean waiting) {

        private static EndedJob of(SqlRow row) {
            return new EndedJob(
                    row.uuid("message_id"),
                    row.text("channel"),
                    row.enumerated("state", DispatchJobState.class) == DispatchJobState.IN_DOUBT,
                    row.bool("waiting"));
        }
    }

    /** Ends the jobs of these messages; those of bulks that were only submitted keep their lane. */
    public Uni<List<EndedJob>> end(SqlConnection connection, List<Proof> proofs) {
        return proofs.isEmpty()
                ? Uni.createFrom().item(List.of())
                : END.with(PROOFS, proofs)
                        .with("bulk_timeout_ms", config.bulkTimeout().toMillis())
                        .execute(connection)
                        .map(rows -> rows.list(EndedJob::of));
    }

    /** Frees the lanes of messages that are delivered completely. */
    public Uni<List<EndedJob>> freeLanes(SqlConnection connection, Collection<UUID> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().item(List.of())
                : FREE.with("ids", messages.toArray(UUID[]::new))
                        .execute(connection)
                        .map(rows -> rows.list(EndedJob::of));
    }
}
