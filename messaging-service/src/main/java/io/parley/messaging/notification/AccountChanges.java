package io.parley.messaging.notification;

import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.notification.AccountChange.PropertyKey;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stores account changes and their callbacks; a repeated change is ignored. */
@ApplicationScoped
class AccountChanges {
    private static final SqlStatement ADD =
            SqlStatement.text("""
                    insert into business_event (id) select unnest(:ids::uuid[]) on conflict do nothing returning id""").parameters("ids").load();

    private final Pool pool;
    private final PlanCallbacks planCallbacks;
    private final CallbackOutbox callbacks;

    AccountChanges(Pool pool, PlanCallbacks planCallbacks, CallbackOutbox callbacks) {
        this.pool = pool;
        this.planCallbacks = planCallbacks;
        this.callbacks = callbacks;
    }

    /** Adds new changes with their callbacks in one transaction. Returns the ids of the new ones. */
    Uni<Set<UUID>> add(List<AccountChange> changes) {
        Map<UUID, AccountChange> byId = new LinkedHashMap<>();
        changes.forEach(change -> byId.putIfAbsent(change.id(), change));
        return planCallbacks
                .prepare()
                .chain(() -> pool.withTransaction(connection -> insert(connection, byId.keySet())
                        .call(fresh -> publish(connection, fresh(byId.values(), fresh)))))
                .invoke(callbacks::wake);
    }

    private static Uni<Set<UUID>> insert(SqlConnection connection, Set<UUID> ids) {
        return ADD.withIds("ids", ids)
                .execute(connection)
                .map(rows -> rows.stream().map(row -> row.uuid("id")).collect(Collectors.toSet()));
    }

    private static List<AccountChange> fresh(Collection<AccountChange> changes, Set<UUID> fresh) {
        return changes.stream().filter(change -> fresh.contains(change.id())).toList();
    }

    private Uni<Void> publish(SqlConnection connection, List<AccountChange> fresh) {
        return BusinessValues.find(connection, keys(fresh))
                .map(PreviousValues::new)
                .chain(previousValues -> publish(connection, fresh, previousValues));
    }

    private Uni<Void> publish(SqlConnection connection, List<AccountChange> fresh, PreviousValues previousValues) {
        var rows = fresh.stream()
                .flatMap(change -> previousValues.record(change).stream())
                .flatMap(facts -> planCallbacks.business(facts).stream())
                .toList();
        return BusinessValues.save(connection, previousValues.added()).chain(() -> callbacks.insert(connection, rows));
    }

    private static Set<PropertyKey> keys(List<AccountChange> changes) {
        return changes.stream().map(AccountChange::key).filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
