package io.parley.runtime.work;

import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * When each entity is processed again, for all instances. An entity is claimed with a lease, so that one instance
 * processes it at a time. By the database's clock. The table has the columns {@code id uuid primary key, due_at
 * timestamptz not null default now(), leased_until timestamptz, failures int not null default 0}.
 */
public class LeasedSchedule {
    private final Pool pool;
    private final SqlStatement add;
    private final SqlStatement claim;
    private final SqlStatement finish;
    private final SqlStatement makeDue;
    private final SqlStatement advance;
    private final SqlStatement pauseAll;

    /** @param table name of the table */
    protected LeasedSchedule(Pool pool, String table) {
        this.pool = pool;
        this.add = SqlStatement.text(
                        "insert into %s (id) select unnest(:ids::uuid[]) on conflict do nothing".formatted(table))
                .parameters("ids")
                .load();
        this.claim = SqlStatement.text("""
                    update %1$s r
                       set leased_until = now() + :lease_millis::bigint * interval '1 millisecond'
                      from (select id from %1$s
                             where id = any(:ids::uuid[]) and due_at <= now()
                               and (leased_until is null or leased_until < now())
                             order by due_at limit :max
                               for update skip locked) due
                     where r.id = due.id
                    returning r.id, r.due_at, r.failures""".formatted(table))
                .parameters("lease_millis", "ids", "max")
                .load();
        // An entity that became due while it was processed stays due.
        this.finish = SqlStatement.text("""
                    update %s
                       set leased_until = null, failures = :failures,
                           due_at = case when due_at > :claimed_due_at::timestamptz then due_at
                                         else now() + :pause_millis::bigint * interval '1 millisecond' end
                     where id = :id""".formatted(table))
                .parameters("id", "failures", "claimed_due_at", "pause_millis")
                .load();
        this.makeDue = SqlStatement.text("""
                    insert into %s as r (id) select unnest(:ids::uuid[])
                        on conflict (id) do update set due_at = now() where r.failures = 0""".formatted(table)).parameters("ids").load();
        this.advance = SqlStatement.text("""
                    update %s set due_at = least(due_at, now() + :pause_millis::bigint * interval '1 millisecond')
                     where id = :id and failures = 0""".formatted(table))
                .parameters("id", "pause_millis")
                .load();
        this.pauseAll = SqlStatement.text("""
                    update %s
                       set due_at = greatest(due_at, now() + :pause_millis::bigint * interval '1 millisecond')""".formatted(table))
                .parameters("pause_millis")
                .load();
    }

    /**
     * A claimed entity.
     *
     * @param failures failed runs since the last successful one
     */
    public record Claim(UUID id, Instant dueAt, int failures) {}

    /** Adds entities that are not known yet; they are due. */
    public Uni<Void> add(Collection<UUID> ids) {
        return add.withIds("ids", ids).execute(pool).replaceWithVoid();
    }

    /** Claims up to {@code max} of these that are due. */
    public Uni<List<Claim>> claim(Collection<UUID> ids, int max, Duration lease) {
        return claim.withIds("ids", ids)
                .with("max", max)
                .with("lease_millis", lease.toMillis())
                .execute(pool)
                .map(rows -> rows.list(LeasedSchedule::claim));
    }

    public Uni<Void> succeeded(Claim claimed, Duration pause) {
        return finish(claimed, 0, pause);
    }

    public Uni<Void> failed(Claim claimed, Duration pause) {
        return finish(claimed, claimed.failures() + 1, pause);
    }

    /** Makes an entity due now, unless processing it fails and so is paused. */
    public Uni<Void> makeDue(UUID id) {
        return makeDue(List.of(id));
    }

    /** As {@link #makeDue(UUID)}, for several. */
    public Uni<Void> makeDue(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : makeDue.withIds("ids", ids).execute(pool).replaceWithVoid();
    }

    /** Makes an entity due after the pause at the latest, unless processing it fails and so is paused. */
    public Uni<Void> advance(UUID id, Duration pause) {
        return advance.with("id", id)
                .with("pause_millis", pause.toMillis())
                .execute(pool)
                .replaceWithVoid();
    }

    /** Postpones all entities. */
    public Uni<Void> pauseAll(Duration pause) {
        return pauseAll.with("pause_millis", pause.toMillis()).execute(pool).replaceWithVoid();
    }

    private Uni<Void> finish(Claim claimed, int failures, Duration pause) {
        return finish.with("id", claimed.id())
                .with("failures", failures)
                .with("claimed_due_at", claimed.dueAt())
                .with("pause_millis", pause.toMillis())
                .execute(pool)
                .replaceWithVoid();
    }

    private static Claim claim(SqlRow row) {
        return new Claim(row.uuid("id"), row.instant("due_at"), row.integer("failures"));
    }
}
