package io.parley.flow.store;

import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Who changes a flow at Meta at the moment: one operation at a time, so that the stored state follows Meta's. A lease
 * ends by the database's clock, when the process that has it stopped.
 */
@ApplicationScoped
public class FlowLeases {
    /** Longer than all calls of one operation. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private static final SqlStatement CLAIM =
            SqlStatement.text("""
                    update whatsapp_flow
                       set busy_until = now() + :lease_millis::bigint * interval '1 millisecond', fence = fence + 1
                     where flow_id = :flow and deleted_at is null and (busy_until is null or busy_until < now())
                    returning fence""").parameters("flow", "lease_millis").load();

    private static final SqlStatement RELEASE = SqlStatement.text(
                    "update whatsapp_flow set busy_until = null where flow_id = :flow and fence = :fence")
            .parameters("flow", "fence")
            .load();

    private final Pool pool;

    FlowLeases(Pool pool) {
        this.pool = pool;
    }

    /** A claimed flow. */
    public record Lease(String flowId, long fence) {}

    /** Empty while another operation has the flow, and if it does not exist. */
    public Uni<Optional<Lease>> claim(String flowId) {
        return CLAIM.with("flow", flowId)
                .with("lease_millis", LEASE.toMillis())
                .execute(pool)
                .map(rows -> rows.first(row -> new Lease(flowId, row.bigint("fence"))));
    }

    public Uni<Void> release(Lease lease) {
        return RELEASE.with("flow", lease.flowId())
                .with("fence", lease.fence())
                .execute(pool)
                .replaceWithVoid();
    }
}
