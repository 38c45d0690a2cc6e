package io.parley.template.review;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.work.AccountComparisons;
import io.parley.template.store.StoredLocalizations;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Compares due WhatsApp accounts with Meta's list of templates: when the directory has an account for the first time, a
 * while after a submission and then at intervals until Meta has decided, once a day, and when a webhook names a template
 * that is unknown here.
 */
@ApplicationScoped
class ReconcileTask implements AccountComparisons.Comparison {
    /** The facts of a comparison are published within this time, unless the broker is unavailable. */
    private static final Duration UNTIL_PUBLISHED = Duration.ofSeconds(2);

    private final LifeCycleConfig.Reconcile settings;
    private final ReconcileAccount reconcile;
    private final StoredLocalizations localizations;
    private final AccountComparisons comparisons;

    ReconcileTask(
            LifeCycleConfig settings,
            Directory directory,
            GraphTokens access,
            ReconcileSchedule schedule,
            ReconcileAccount reconcile,
            StoredLocalizations localizations,
            Vertx vertx) {
        this.settings = settings.reconcile();
        this.reconcile = reconcile;
        this.localizations = localizations;
        this.comparisons = new AccountComparisons(
                "template",
                this.settings.poll(),
                this.settings.maxAccounts(),
                this,
                schedule,
                directory,
                access,
                vertx);
    }

    void start(@Observes StartupEvent event) {
        comparisons.start();
    }

    void stop(@Observes ShutdownEvent event) {
        comparisons.stop();
    }

    @Override
    public Uni<Duration> compare(WhatsAppAccount account) {
        return reconcile.reconcile(account).chain(isPublished -> pause(account, isPublished));
    }

    @Override
    public Uni<Void> unavailable(WhatsAppAccount account) {
        return reconcile.withdrawInventory(account);
    }

    private Uni<Duration> pause(WhatsAppAccount account, boolean isPublished) {
        return isPublished
                ? localizations
                        .isReviewed(account.id())
                        .map(isReviewed -> isReviewed ? settings.interval() : settings.fullInterval())
                : Uni.createFrom().item(UNTIL_PUBLISHED);
    }
}
