package io.parley.template.review;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.work.LeasedSchedule.Claim;
import io.parley.template.store.StoredLocalizations;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares due WhatsApp accounts with Meta's list of templates: when the directory has an account for the first time, a
 * while after a submission and then at intervals until Meta has decided, once a day, and when a webhook names a template
 * that is unknown here. If Meta limits the calls of the app, all accounts are paused; after any other failure only the
 * one, with back-off.
 */
@ApplicationScoped
class ReconcileTask {
    /** For an account with thousands of templates of a slow Meta. */
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private static final BackOff THROTTLED = new BackOff(Duration.ofMinutes(2), Duration.ofHours(1));
    private static final BackOff FAILED = new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(15));

    /** Consecutive failures, over a few minutes, after which the list is no longer known to be complete. */
    private static final int MAX_FAILURES = 5;

    /** The facts of a comparison are published within this time, unless the broker is unavailable. */
    private static final Duration UNTIL_PUBLISHED = Duration.ofSeconds(2);

    private final LifeCycleConfig.Reconcile settings;
    private final Directory directory;
    private final GraphTokens access;
    private final ReconcileSchedule schedule;
    private final ReconcileAccount reconcile;
    private final StoredLocalizations localizations;
    private final PeriodicTask task;

    ReconcileTask(
            LifeCycleConfig settings,
            Directory directory,
            GraphTokens access,
            ReconcileSchedule schedule,
            ReconcileAccount reconcile,
            StoredLocalizations localizations,
            Vertx vertx) {
        this.settings = settings.reconcile();
        this.directory = directory;
        this.access = access;
        this.schedule = schedule;
        this.reconcile = reconcile;
        this.localizations = localizations;
        this.task = PeriodicTask.named("template-reconcile")
                .every(this.settings.poll())
                .deadline(DEADLINE)
                .build(vertx, this::reconcileDue);
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    private Uni<Void> reconcileDue() {
        var known = accounts();
        if (known.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return schedule.add(known.keySet())
                .chain(() -> schedule.claim(known.keySet(), settings.maxAccounts(), DEADLINE))
                .call(claims -> reconcileAll(claims, known))
                .invoke(claims -> continueIfFull(claims.size()))
                .replaceWithVoid();
    }

    /** Accounts whose templates can be read. */
    private Map<UUID, WhatsAppAccount> accounts() {
        return directory.whatsAppAccounts().stream()
                .filter(WhatsAppAccount::active)
                .filter(access::hasToken)
                .collect(Collectors.toMap(WhatsAppAccount::id, Function.identity()));
    }

    private void continueIfFull(int claimed) {
        if (claimed >= settings.maxAccounts()) {
            task.wake();
        }
    }

    private Uni<Void> reconcileAll(List<Claim> claims, Map<UUID, WhatsAppAccount> known) {
        return Multi.createFrom()
                .iterable(claims)
                .onItem()
                .transformToUni(claim -> reconcile(claim, known.get(claim.id())))
                .collectFailures()
                .merge(settings.maxAccounts())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> reconcile(Claim claim, WhatsAppAccount account) {
        return reconcile
                .reconcile(account)
                .chain(isPublished -> pause(account, isPublished))
                .chain(pause -> schedule.succeeded(claim, pause))
                .onFailure(GraphFailure.class)
                .recoverWithUni(failure -> failed(claim, account, (GraphFailure) failure))
                .onFailure(failure -> !(failure instanceof GraphFailure))
                .call(() -> schedule.failed(claim, FAILED.pause(claim.failures())));
    }

    private Uni<Duration> pause(WhatsAppAccount account, boolean isPublished) {
        return isPublished
                ? localizations
                        .isReviewed(account.id())
                        .map(isReviewed -> isReviewed ? settings.interval() : settings.fullInterval())
                : Uni.createFrom().item(UNTIL_PUBLISHED);
    }

    private Uni<Void> failed(Claim claim, WhatsAppAccount account, GraphFailure failure) {
        var backOff = failure.isThrottling() ? THROTTLED : FAILED;
        var pause = backOff.pause(claim.failures());
        Log.infof("templates not compared whatsAppAccountId=%s kind=%s", claim.id(), failure.kind());
        return schedule.failed(claim, pause)
                .call(() -> claim.failures() + 1 == MAX_FAILURES
                        ? reconcile.withdrawInventory(account)
                        : Uni.createFrom().voidItem())
                .call(() -> failure.kind() == GraphFailure.Kind.APP_THROTTLED
                        ? schedule.pauseAll(pause)
                        : Uni.createFrom().voidItem());
    }
}
