package io.parley.runtime.commit;

import io.parley.runtime.background.DeadlineTimer;
import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Writes one batch and returns an outcome for every item: retries what the database rolled back, splits a rejected
 * batch in halves.
 */
final class BatchWriter<T, R> {

    private static final int REPEATS = 3;

    private final GroupCommitBuilder settings;
    private final Function<List<T>, Uni<List<R>>> write;

    BatchWriter(GroupCommitBuilder settings, Function<List<T>, Uni<List<R>>> write) {
        this.settings = settings;
        this.write = write;
    }

    /** Never fails; returns one outcome per item. */
    Uni<List<CommitOutcome<R>>> run(List<T> items) {
        return attempt(items)
                .onFailure(failure -> Failures.kindOf(failure) == FailureKind.ROLLED_BACK)
                .retry()
                .atMost(REPEATS)
                .map(results -> written(items, results))
                .onFailure()
                .recoverWithUni(failure -> failed(items, failure));
    }

    private Uni<List<R>> attempt(List<T> items) {
        return Uni.createFrom()
                .deferred(() -> write.apply(items))
                .ifNoItem()
                .after(settings.deadline())
                .on(DeadlineTimer.shared())
                .fail();
    }

    private Uni<List<CommitOutcome<R>>> failed(List<T> items, Throwable failure) {
        if (items.size() == 1 || !settings.splits().test(failure)) {
            return Uni.createFrom().item(Collections.nCopies(items.size(), new CommitOutcome.Failed<>(failure)));
        }
        var middle = items.size() / 2;
        return run(items.subList(0, middle))
                .chain(first -> run(items.subList(middle, items.size())).map(second -> joined(first, second)));
    }

    private List<CommitOutcome<R>> written(List<T> items, List<R> results) {
        if (results.size() != items.size()) {
            throw new IllegalStateException(
                    "%s: %d results for %d items".formatted(settings.name(), results.size(), items.size()));
        }
        var outcomes = new ArrayList<CommitOutcome<R>>(results.size());
        results.forEach(result -> outcomes.add(new CommitOutcome.Written<>(result)));
        return outcomes;
    }

    private static <R> List<CommitOutcome<R>> joined(List<CommitOutcome<R>> first, List<CommitOutcome<R>> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
