package io.parley.messaging.channel.whatsapp.account;

import io.parley.messaging.channel.whatsapp.graph.WhatsAppConfig;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.work.LeasedSchedule.Claim;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads due accounts from Meta. An account is due an interval after it was last read, when a webhook reports something
 * that it does not contain, and when the directory has a number of it of which nothing is known yet. If Meta limits the
 * calls of the app, all accounts are paused; if it limits those of an account, or a read fails otherwise, that one is,
 * with back-off.
 */
@ApplicationScoped
class RefreshTask {
    /** For an account with a thousand numbers of a slow Meta. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private static final BackOff THROTTLED = new BackOff(Duration.ofMinutes(2), Duration.ofHours(1));
    private static final BackOff FAILED = new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(15));

    private final WhatsAppConfig settings;
    private final RefreshTargets targets;
    private final RefreshSchedule schedule;
    private final RefreshAccount refresh;
    private final NumberDetailRows numbers;
    private final PeriodicTask task;

    /** Meta's ids of the numbers that were compared with what is stored. Touched only by the task. */
    private Set<String> compared = Set.of();

    RefreshTask(
            WhatsAppConfig settings,
            RefreshTargets targets,
            RefreshSchedule schedule,
            RefreshAccount refresh,
            NumberDetailRows numbers,
            Vertx vertx) {
        this.settings = settings;
        this.targets = targets;
        this.schedule = schedule;
        this.refresh = refresh;
        this.numbers = numbers;
        this.task = PeriodicTask.named("whatsapp-accounts")
                .every(settings.accounts().refreshPoll())
                .deadline(DEADLINE)
                .build(vertx, this::refreshDue);
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled() && settings.accounts().refreshInterval().isPositive()) {
            task.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    private Uni<Void> refreshDue() {
        var known = targets.all();
        if (known.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var max = settings.accounts().maxRefreshes();
        return schedule.add(known.keySet())
                .chain(this::makeNewNumbersDue)
                .chain(() -> schedule.claim(known.keySet(), max, DEADLINE))
                .call(claims -> refreshAll(claims, known))
                .invoke(claims -> continueIfFull(claims.size(), max))
                .replaceWithVoid();
    }

    private void continueIfFull(int claimed, int max) {
        if (claimed >= max) {
            task.wake();
        }
    }

    /** Asks the database only about numbers that the directory has got since the last time. */
    private Uni<Void> makeNewNumbersDue() {
        var senders = targets.numbers();
        var current = senders.stream().map(Sender::providerId).collect(Collectors.toSet());
        var added = senders.stream()
                .filter(sender -> !compared.contains(sender.providerId()))
                .toList();
        return numbers.findAll(added.stream().map(Sender::providerId).toList())
                .map(Map::keySet)
                .chain(stored -> schedule.makeDue(targetsWithout(added, stored)))
                .invoke(() -> compared = current);
    }

    private static Set<UUID> targetsWithout(List<Sender> added, Set<String> stored) {
        return added.stream()
                .filter(sender -> !stored.contains(sender.providerId()))
                .map(RefreshTargets::targetOf)
                .collect(Collectors.toSet());
    }

    private Uni<Void> refreshAll(List<Claim> claims, Map<UUID, RefreshTarget> known) {
        return Multi.createFrom()
                .iterable(claims)
                .onItem()
                .transformToUni(
                        claim -> refresh(claim, Objects.requireNonNull(known.get(claim.id()), "a claimed target")))
                .collectFailures()
                .merge(settings.accounts().maxRefreshes())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> refresh(Claim claim, RefreshTarget target) {
        return refresh.refresh(target)
                .chain(() -> schedule.succeeded(claim, settings.accounts().refreshInterval()))
                .onFailure(GraphFailure.class)
                .recoverWithUni(failure -> pause(claim, (GraphFailure) failure))
                .onFailure()
                .call(failure -> schedule.failed(claim, FAILED.pause(claim.failures())));
    }

    private Uni<Void> pause(Claim claim, GraphFailure failure) {
        var backOff = failure.isThrottling() ? THROTTLED : FAILED;
        var pause = longer(failure.retryAfter(), backOff.pause(claim.failures()));
        Log.warnf(
                "WhatsApp account not refreshed id=%s kind=%s failures=%d pause=%s",
                claim.id(), failure.kind(), claim.failures() + 1, pause);
        return schedule.failed(claim, pause)
                .chain(() -> failure.kind() == GraphFailure.Kind.APP_THROTTLED
                        ? schedule.pauseAll(pause)
                        : Uni.createFrom().voidItem());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
