package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.EndpointId;
import io.parley.messaging.callback.endpoint.DisabledEndpoints;
import io.parley.messaging.callback.endpoint.EndpointOutages;
import io.parley.messaging.callback.store.FailingEndpoint;
import io.parley.messaging.callback.store.FailingEndpoints;
import io.parley.messaging.callback.store.SuspendedJobs;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Disables endpoints that have failed for days, suspends their callbacks, and releases the callbacks of endpoints that
 * were enabled. Runs periodically in every instance; what it does twice has no effect.
 */
@Singleton
class OutageMaintenance {
    private final CallbackConfig config;
    private final EndpointOutages outages;
    private final DisabledEndpoints disabled;
    private final FailingEndpoints table;
    private final SuspendedJobs suspended;

    OutageMaintenance(
            CallbackConfig config,
            EndpointOutages outages,
            DisabledEndpoints disabled,
            FailingEndpoints table,
            SuspendedJobs suspended) {
        this.config = config;
        this.outages = outages;
        this.disabled = disabled;
        this.table = table;
        this.suspended = suspended;
    }

    Uni<Void> run() {
        return writeChanges()
                .chain(this::disable)
                .chain(this::load)
                .chain(this::suspendParked)
                .chain(this::release);
    }

    private Uni<Void> writeChanges() {
        var changes = outages.changes();
        return table.delete(changes.recovered())
                .chain(() -> isEnabled() ? table.add(changes.failures(), config.disableAfter()) : nothing())
                .invoke(() -> outages.written(changes));
    }

    private Uni<Void> disable() {
        return isEnabled()
                ? table.disable(config.disableAfter())
                        .invoke(endpoints -> endpoints.forEach(CallbackLog::disabled))
                        .replaceWithVoid()
                : nothing();
    }

    /** Loads the table; deletes rows that are no longer in force. */
    private Uni<Void> load() {
        return table.all()
                .invoke(rows -> disabled.load(isEnabled() ? rows : List.of()))
                .invoke(rows -> outages.known(Set.copyOf(ids(rows))))
                .chain(rows -> table.delete(ids(rows.stream()
                        .filter(row -> row.isDisabled() && !disabled.contains(row.endpoint()))
                        .toList())));
    }

    private Uni<Void> suspendParked() {
        return each(disabled.endpoints(), suspended::suspendParked).replaceWithVoid();
    }

    private Uni<Void> release() {
        return suspended
                .endpoints()
                .map(endpoints -> endpoints.stream()
                        .filter(endpoint -> !disabled.contains(endpoint))
                        .toList())
                .chain(endpoints -> each(endpoints, suspended::release))
                .replaceWithVoid();
    }

    private boolean isEnabled() {
        return !config.disableAfter().isZero();
    }

    private static Uni<Integer> each(Collection<EndpointId> endpoints, Function<EndpointId, Uni<Integer>> action) {
        return Multi.createFrom()
                .iterable(endpoints)
                .onItem()
                .transformToUniAndConcatenate(action::apply)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    private static List<EndpointId> ids(Collection<FailingEndpoint> rows) {
        return rows.stream().map(FailingEndpoint::endpoint).toList();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
