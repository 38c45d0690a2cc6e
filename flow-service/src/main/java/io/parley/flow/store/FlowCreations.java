package io.parley.flow.store;

import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Flows that are being created at Meta. A creation whose result is not known stays for a day, so that a repeated request
 * looks for the flow instead of creating a second one. By the database's clock.
 */
@ApplicationScoped
public class FlowCreations {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final SqlStatement CLAIM =
            SqlStatement.text("""
                    insert into flow_creation as creation (whatsapp_account_id, name, leased_until)
                    values (:account, :name, now() + :lease_millis::bigint * interval '1 millisecond')
                        on conflict (whatsapp_account_id, name) do update
                       set leased_until = excluded.leased_until, attempts = creation.attempts + 1,
                           fence = creation.fence + 1
                     where creation.leased_until < now()
                    returning started_at, attempts, fence""").parameters("account", "name", "lease_millis").load();

    private static final SqlStatement END =
            SqlStatement.text("""
                    delete from flow_creation
                     where whatsapp_account_id = :account and name = :name and fence = :fence""").parameters("account", "name", "fence").load();

    private static final SqlStatement RELEASE =
            SqlStatement.text("""
                    update flow_creation set leased_until = now() - interval '1 millisecond'
                     where whatsapp_account_id = :account and name = :name and fence = :fence""").parameters("account", "name", "fence").load();

    private static final SqlStatement EXPIRE = SqlStatement.text(
                    "delete from flow_creation where started_at < now() - interval '1 day' and leased_until < now()")
            .load();

    private final Pool pool;

    FlowCreations(Pool pool) {
        this.pool = pool;
    }

    /**
     * A claimed creation.
     *
     * @param startedAt when the first request began whose result is not known
     * @param isRepeated whether an earlier request may have created the flow
     */
    public record Creation(UUID whatsAppAccountId, String name, Instant startedAt, boolean isRepeated, long fence) {}

    /** Empty while another request creates a flow of this name. */
    public Uni<Optional<Creation>> claim(UUID whatsAppAccountId, String name) {
        return CLAIM.with("account", whatsAppAccountId)
                .with("name", name)
                .with("lease_millis", LEASE.toMillis())
                .execute(pool)
                .map(rows -> rows.first(row -> creation(whatsAppAccountId, name, row)));
    }

    /** The result is known. */
    public Uni<Void> end(Creation creation) {
        return END.with("account", creation.whatsAppAccountId())
                .with("name", creation.name())
                .with("fence", creation.fence())
                .execute(pool)
                .replaceWithVoid();
    }

    /** The result is not known; the request may be repeated. */
    public Uni<Void> release(Creation creation) {
        return RELEASE.with("account", creation.whatsAppAccountId())
                .with("name", creation.name())
                .with("fence", creation.fence())
                .execute(pool)
                .replaceWithVoid();
    }

    /** Forgets creations of which no request was repeated within a day. */
    public Uni<Void> expire() {
        return EXPIRE.execute(pool).replaceWithVoid();
    }

    private static Creation creation(UUID whatsAppAccountId, String name, SqlRow row) {
        return new Creation(
                whatsAppAccountId, name, row.instant("started_at"), row.integer("attempts") > 1, row.bigint("fence"));
    }
}
