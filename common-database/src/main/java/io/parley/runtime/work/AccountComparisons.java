package io.parley.runtime.work;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.background.SafeContext;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.work.LeasedSchedule.Claim;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares due WhatsApp accounts with what Meta lists of them (templates, flows): when the directory has an account for
 * the first time, and then as its schedule states. If Meta limits the calls of the app, all accounts are paused; after
 * any other failure only the one, with back-off.
 *
 * <p>A service creates one, and starts and stops it.
 */
public final class AccountComparisons {
    /** For an account with thousands of objects of a slow Meta. */
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private static final BackOff THROTTLED = new BackOff(Duration.ofMinutes(2), Duration.ofHours(1));
    private static final BackOff FAILED = new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(15));

    /** Consecutive failures, over a few minutes, after which the list is no longer known to be complete. */
    private static final int MAX_FAILURES = 5;

    private final String name;
    private final int maxAccounts;
    private final Comparison comparison;
    private final LeasedSchedule schedule;
    private final Directory directory;
    private final GraphTokens access;
    private final PeriodicTask task;

    /** What is compared. */
    public interface Comparison {

        /**
         * Compares an account. Fails with a {@link GraphFailure} if a call fails.
         *
         * @return time until the next comparison
         */
        Uni<Duration> compare(WhatsAppAccount account);

        /** Called once, when comparisons of an account have failed for a few minutes. */
        Uni<Void> unavailable(WhatsAppAccount account);
    }

    /**
     * Creates the task.
     *
     * @param name of what is compared, in metrics and the log: {@code template}
     * @param poll how often due accounts are looked for
     * @param maxAccounts that this instance compares at a time
     */
    public AccountComparisons(
            String name,
            Duration poll,
            int maxAccounts,
            Comparison comparison,
            LeasedSchedule schedule,
            Directory directory,
            GraphTokens access,
            Vertx vertx) {
        this.name = name;
        this.maxAccounts = maxAccounts;
        this.comparison = comparison;
        this.schedule = schedule;
        this.directory = directory;
        this.access = access;
        this.task = PeriodicTask.named(name + "-reconcile")
                .every(poll)
                .deadline(DEADLINE)
                .build(vertx, this::compareDue);
    }

    public void start() {
        task.start();
    }

    public void stop() {
        task.stop();
    }

    private Uni<Void> compareDue() {
        var known = accounts();
        if (known.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return schedule.add(known.keySet())
                .chain(() -> schedule.claim(known.keySet(), maxAccounts, DEADLINE))
                .call(claims -> compareAll(claims, known))
                .invoke(claims -> continueIfFull(claims.size()))
                .replaceWithVoid();
    }

    /** Accounts that can be read. */
    private Map<UUID, WhatsAppAccount> accounts() {
        return directory.whatsAppAccounts().stream()
                .filter(WhatsAppAccount::active)
                .filter(access::hasToken)
                .collect(Collectors.toMap(WhatsAppAccount::id, Function.identity()));
    }

    private void continueIfFull(int claimed) {
        if (claimed >= maxAccounts) {
            task.wake();
        }
    }

    private Uni<Void> compareAll(List<Claim> claims, Map<UUID, WhatsAppAccount> known) {
        return Multi.createFrom()
                .iterable(claims)
                .onItem()
                .transformToUni(claim -> SafeContext.isolated(() -> compare(claim, account(claim, known))))
                .collectFailures()
                .merge(maxAccounts)
                .onItem()
                .ignoreAsUni();
    }

    private static WhatsAppAccount account(Claim claim, Map<UUID, WhatsAppAccount> known) {
        return Objects.requireNonNull(known.get(claim.id()), "only known accounts are claimed");
    }

    private Uni<Void> compare(Claim claim, WhatsAppAccount account) {
        return comparison
                .compare(account)
                .chain(pause -> schedule.succeeded(claim, pause))
                .onFailure(GraphFailure.class)
                .recoverWithUni(failure -> failed(claim, account, (GraphFailure) failure))
                .onFailure(failure -> !(failure instanceof GraphFailure))
                .call(() -> schedule.failed(claim, FAILED.pause(claim.failures())));
    }

    private Uni<Void> failed(Claim claim, WhatsAppAccount account, GraphFailure failure) {
        var backOff = failure.isThrottling() ? THROTTLED : FAILED;
        var pause = backOff.pause(claim.failures());
        Log.infof("%ss not compared whatsAppAccountId=%s kind=%s", name, claim.id(), failure.kind());
        return schedule.failed(claim, pause)
                .call(() -> claim.failures() + 1 == MAX_FAILURES
                        ? comparison.unavailable(account)
                        : Uni.createFrom().voidItem())
                .call(() -> failure.kind() == GraphFailure.Kind.APP_THROTTLED
                        ? schedule.pauseAll(pause)
                        : Uni.createFrom().voidItem());
    }
}
