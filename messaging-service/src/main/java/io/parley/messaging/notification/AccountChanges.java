package io.parley.messaging.notification;

import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.notification.AccountChange.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The changes that customers were told of, each once, however often they are heard of. */
@ApplicationScoped
class AccountChanges {
    private static final String ADD = """
            insert into business_event (id) select * from unnest($1::uuid[]) on conflict do nothing returning id""";

    private final Pool pool;
    private final PlanCallbacks plan;
    private final CallbackOutbox callbacks;

    AccountChanges(Pool pool, PlanCallbacks plan, CallbackOutbox callbacks) {
        this.pool = pool;
        this.plan = plan;
        this.callbacks = callbacks;
    }

    /** Adds those that are new, with their callbacks, in one transaction; answers the ids of the new ones. */
    Uni<Set<UUID>> add(List<AccountChange> notices) {
        Map<UUID, AccountChange> each = new LinkedHashMap<>();
        notices.forEach(notice -> each.putIfAbsent(notice.id(), notice));
        return pool.withTransaction(connection -> insert(connection, each.keySet())
                        .call(fresh -> publish(connection, fresh(each.values(), fresh))))
                .invoke(callbacks::wake);
    }

    private static Uni<Set<UUID>> insert(SqlConnection connection, Set<UUID> ids) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> rows.stream().map(row -> row.getUUID(0)).collect(Collectors.toSet()));
    }

    private static List<AccountChange> fresh(Collection<AccountChange> notices, Set<UUID> fresh) {
        return notices.stream().filter(notice -> fresh.contains(notice.id())).toList();
    }

    private Uni<Void> publish(SqlConnection connection, List<AccountChange> fresh) {
        return BusinessValues.known(connection, places(fresh))
                .map(PreviousValues::new)
                .chain(history -> publish(connection, fresh, history));
    }

    private Uni<Void> publish(SqlConnection connection, List<AccountChange> fresh, PreviousValues history) {
        var rows = fresh.stream()
                .map(history::record)
                .flatMap(facts -> plan.business(facts).stream())
                .toList();
        return BusinessValues.remember(connection, history.added()).chain(() -> callbacks.insert(connection, rows));
    }

    private static Set<Place> places(List<AccountChange> notices) {
        return notices.stream()
                .filter(notice -> notice.subject() != null)
                .map(AccountChange::place)
                .collect(Collectors.toSet());
    }
}
