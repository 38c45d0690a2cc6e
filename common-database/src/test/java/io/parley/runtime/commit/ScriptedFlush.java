package io.parley.runtime.commit;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Records every batch. Completes it on {@link #release}, or at once by a rule. */
final class ScriptedFlush implements Function<List<String>, Uni<List<String>>> {

    final List<List<String>> batches = new ArrayList<>();
    private final Queue<HeldBatch> held = new ArrayDeque<>();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private Function<List<String>, Uni<List<String>>> rule;

    @Override
    public synchronized Uni<List<String>> apply(List<String> batch) {
        batches.add(List.copyOf(batch));
        if (!failures.isEmpty()) {
            return Uni.createFrom().failure(failures.poll());
        }
        return rule == null ? hold(batch) : rule.apply(batch);
    }

    synchronized ScriptedFlush answering(Function<List<String>, Uni<List<String>>> rule) {
        this.rule = rule;
        return this;
    }

    ScriptedFlush failingFirstWith(RuntimeException failure) {
        failures.add(failure);
        return this;
    }

    synchronized int held() {
        return held.size();
    }

    synchronized int count() {
        return batches.size();
    }

    void release() {
        HeldBatch next;
        synchronized (this) {
            next = held.remove();
        }
        next.answer().complete(upper(next.batch()));
    }

    private Uni<List<String>> hold(List<String> batch) {
        var answer = new CompletableFuture<List<String>>();
        held.add(new HeldBatch(List.copyOf(batch), answer));
        return Uni.createFrom().completionStage(answer);
    }

    static List<String> upper(List<String> batch) {
        return batch.stream().map(item -> item.toUpperCase(Locale.ROOT)).toList();
    }

    private record HeldBatch(List<String> batch, CompletableFuture<List<String>> answer) {}
}
