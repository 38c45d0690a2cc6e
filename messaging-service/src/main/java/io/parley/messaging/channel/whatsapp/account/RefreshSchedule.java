package io.parley.messaging.channel.whatsapp.account;

import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * When each account is read from Meta again, for all instances. An account is claimed with a lease, so that one
 * instance reads it at a time. By the database's clock.
 */
@ApplicationScoped
class RefreshSchedule {
    private static final SqlStatement ADD = SqlStatement.text(
                    "insert into whatsapp_refresh (id) select unnest(:ids::uuid[]) on conflict do nothing")
            .parameters("ids")
            .load();

    private static final SqlStatement CLAIM =
            SqlStatement.text("""
                    update whatsapp_refresh r
                       set leased_until = now() + :lease_millis::bigint * interval '1 millisecond'
                      from (select id from whatsapp_refresh
                             where id = any(:ids::uuid[]) and due_at <= now()
                               and (leased_until is null or leased_until < now())
                             order by due_at limit :max
                               for update skip locked) due
                     where r.id = due.id
                    returning r.id, r.due_at, r.failures""").parameters("lease_millis", "ids", "max").load();

    /** An account that became due while it was read stays due. */
    private static final SqlStatement FINISH = SqlStatement.text("""
                    update whatsapp_refresh
                       set leased_until = null, failures = :failures,
                           due_at = case when due_at > :claimed_due_at::timestamptz then due_at
                                         else now() + :pause_millis::bigint * interval '1 millisecond' end
                     where id = :id""")
            .parameters("id", "failures", "claimed_due_at", "pause_millis")
            .load();

    private static final SqlStatement MAKE_DUE =
            SqlStatement.text("""
                    insert into whatsapp_refresh as r (id) select unnest(:ids::uuid[])
                        on conflict (id) do update set due_at = now() where r.failures = 0""").parameters("ids").load();

    private static final SqlStatement PAUSE_ALL =
            SqlStatement.text("""
                    update whatsapp_refresh
                       set due_at = greatest(due_at, now() + :pause_millis::bigint * interval '1 millisecond')""").parameters("pause_millis").load();

    private final Pool pool;

    RefreshSchedule(Pool pool) {
        this.pool = pool;
    }

    /**
     * A claimed account.
     *
     * @param failures failed reads since the last successful one
     */
    record Claim(UUID id, Instant dueAt, int failures) {}

    /** Adds accounts that are not known yet; they are due. */
    Uni<Void> add(Collection<UUID> ids) {
        return ADD.withIds("ids", ids).execute(pool).replaceWithVoid();
    }

    /** Claims up to {@code max} of these that are due. */
    Uni<List<Claim>> claim(Collection<UUID> ids, int max, Duration lease) {
        return CLAIM.withIds("ids", ids)
                .with("max", max)
                .with("lease_millis", lease.toMillis())
                .execute(pool)
                .map(rows -> rows.list(RefreshSchedule::claim));
    }

    Uni<Void> succeeded(Claim claim, Duration pause) {
        return finish(claim, 0, pause);
    }

    Uni<Void> failed(Claim claim, Duration pause) {
        return finish(claim, claim.failures() + 1, pause);
    }

    /** Makes an account due now, unless reading it fails and so is paused. */
    Uni<Void> makeDue(UUID id) {
        return makeDue(List.of(id));
    }

    /** As {@link #makeDue(UUID)}, for several. */
    Uni<Void> makeDue(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : MAKE_DUE.withIds("ids", ids).execute(pool).replaceWithVoid();
    }

    /** Postpones all accounts: Meta limits the calls of the whole app. */
    Uni<Void> pauseAll(Duration pause) {
        return PAUSE_ALL.with("pause_millis", pause.toMillis()).execute(pool).replaceWithVoid();
    }

    private Uni<Void> finish(Claim claim, int failures, Duration pause) {
        return FINISH.with("id", claim.id())
                .with("failures", failures)
                .with("claimed_due_at", claim.dueAt())
                .with("pause_millis", pause.toMillis())
                .execute(pool)
                .replaceWithVoid();
    }

    private static Claim claim(SqlRow row) {
        return new Claim(row.uuid("id"), row.instant("due_at"), row.integer("failures"));
    }
}
