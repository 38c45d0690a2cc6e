package io.parley.runtime.commit;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Runs one batch to an outcome for every item: repeats what the database rolled back, halves what it refused. */
final class Flush<T, R> {

    private static final int REPEATS = 3;

    private final Settings settings;
    private final Function<List<T>, Uni<List<R>>> write;

    Flush(Settings settings, Function<List<T>, Uni<List<R>>> write) {
        this.settings = settings;
        this.write = write;
    }

    /** Never fails; the list has one outcome per item. */
    Uni<List<Outcome<R>>> run(List<T> items) {
        return attempt(items)
                .onFailure(SqlFailures::isRolledBack)
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
                .fail();
    }

    private Uni<List<Outcome<R>>> failed(List<T> items, Throwable failure) {
        if (items.size() == 1 || !settings.splits().test(failure)) {
            return Uni.createFrom().item(Collections.nCopies(items.size(), new Outcome.Failed<>(failure)));
        }
        var middle = items.size() / 2;
        return run(items.subList(0, middle))
                .chain(first -> run(items.subList(middle, items.size())).map(second -> joined(first, second)));
    }

    private List<Outcome<R>> written(List<T> items, List<R> results) {
        if (results.size() != items.size()) {
            throw new IllegalStateException(
                    "%s: %d results for %d items".formatted(settings.name(), results.size(), items.size()));
        }
        var outcomes = new ArrayList<Outcome<R>>(results.size());
        results.forEach(result -> outcomes.add(new Outcome.Written<>(result)));
        return outcomes;
    }

    private static <R> List<Outcome<R>> joined(List<Outcome<R>> first, List<Outcome<R>> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
