package io.parley.flow.endpoint;

import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Which numbers get a new key at the moment: one at a time, since of two keys that Meta gets at once it would not be known
 * which one it kept. A lease ends by the database's clock, when the process that has it stopped.
 */
@ApplicationScoped
class EndpointLeases {
    /** Longer than all calls of one request. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final SqlStatement CLAIM =
            SqlStatement.text("""
                    update endpoint_number
                       set busy_until = now() + :lease_millis::bigint * interval '1 millisecond', fence = fence + 1
                     where sender_id = :sender and (busy_until is null or busy_until < now())
                    returning fence""").parameters("sender", "lease_millis").load();

    private static final SqlStatement RELEASE = SqlStatement.text(
                    "update endpoint_number set busy_until = null where sender_id = :sender and fence = :fence")
            .parameters("sender", "fence")
            .load();

    private final Pool pool;

    EndpointLeases(Pool pool) {
        this.pool = pool;
    }

    /** A claimed number. */
    record NumberLease(UUID senderId, long fence) {}

    /** Empty while another request has the number, and if it is not stored. */
    Uni<Optional<NumberLease>> claim(UUID senderId) {
        return CLAIM.with("sender", senderId)
                .with("lease_millis", LEASE.toMillis())
                .execute(pool)
                .map(rows -> rows.first(row -> new NumberLease(senderId, row.bigint("fence"))));
    }

    Uni<Void> release(NumberLease lease) {
        return RELEASE.with("sender", lease.senderId())
                .with("fence", lease.fence())
                .execute(pool)
                .replaceWithVoid();
    }
}
