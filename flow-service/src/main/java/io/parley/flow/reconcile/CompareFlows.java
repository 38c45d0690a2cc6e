package io.parley.flow.reconcile;

import io.parley.flow.store.FlowCreations;
import io.parley.flow.store.StoredFlows;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.work.AccountComparisons;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Compares due WhatsApp accounts with Meta's list of flows: when the directory has an account for the first time, at
 * intervals, and when a webhook names a flow that cannot be read. Also deletes what is no longer needed.
 */
@ApplicationScoped
class CompareFlows implements AccountComparisons.Comparison {
    /** No read of Meta's list that still has a deleted flow takes as long. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final FlowsConfig.Reconcile settings;
    private final ReconcileFlows reconcile;
    private final StoredFlows flows;
    private final FlowCreations creations;
    private final InstantSource time;
    private final AccountComparisons comparisons;

    CompareFlows(
            FlowsConfig settings,
            Directory directory,
            GraphTokens access,
            FlowComparisonSchedule schedule,
            ReconcileFlows reconcile,
            StoredFlows flows,
            FlowCreations creations,
            InstantSource time,
            Vertx vertx) {
        this.settings = settings.reconcile();
        this.reconcile = reconcile;
        this.flows = flows;
        this.creations = creations;
        this.time = time;
        this.comparisons = new AccountComparisons(
                "flow", this.settings.poll(), this.settings.maxAccounts(), this, schedule, directory, access, vertx);
    }

    void start(@Observes StartupEvent event) {
        comparisons.start();
    }

    void stop(@Observes ShutdownEvent event) {
        comparisons.stop();
    }

    @Override
    public Uni<Duration> compare(WhatsAppAccount account) {
        return reconcile
                .reconcile(account)
                .chain(() -> flows.deleteDeletedBefore(time.instant().minus(KEPT)))
                .chain(creations::expire)
                .replaceWith(settings.interval());
    }

    /** Nothing is published about the whole account, so there is nothing to withdraw. */
    @Override
    public Uni<Void> unavailable(WhatsAppAccount account) {
        return Uni.createFrom().voidItem();
    }
}
