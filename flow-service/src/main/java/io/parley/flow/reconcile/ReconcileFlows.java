package io.parley.flow.reconcile;

import static io.parley.runtime.json.ProviderJson.scalar;

import io.parley.flow.graph.GraphFlows;
import io.parley.flow.store.StoredFlows;
import io.parley.flow.store.StoredFlows.KnownFlow;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the flows of an account with Meta's list. Each page is stored when it was read, so that a failure leaves the
 * pages before it current. Flows that are unknown here are imported.
 */
@ApplicationScoped
class ReconcileFlows {
    /** 100,000 flows. */
    private static final int MAX_PAGES = 1_000;

    /** Flows that are missing in Meta's list are looked up one by one, so that no error of a list deletes them. */
    private static final int MAX_LOOKUPS = 50;

    /** Meta's lists may lag behind the response to a creation. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final GraphFlows graph;
    private final StoreReads store;
    private final RefreshFlow refresh;
    private final StoredFlows flows;
    private final InstantSource time;

    ReconcileFlows(GraphFlows graph, StoreReads store, RefreshFlow refresh, StoredFlows flows, InstantSource time) {
        this.graph = graph;
        this.store = store;
        this.refresh = refresh;
        this.flows = flows;
        this.time = time;
    }

    /** Fails with a {@link io.parley.runtime.graph.GraphFailure} if a call fails. */
    Uni<Void> reconcile(WhatsAppAccount account) {
        var startedAt = now();
        var seen = new HashSet<String>();
        return pages(account, null, 1, seen).chain(() -> findMissing(account, seen, startedAt));
    }

    private Uni<Void> pages(WhatsAppAccount account, @Nullable String after, int number, Set<String> seen) {
        var startedAt = now();
        return graph.page(account, after)
                .invoke(page ->
                        page.items().forEach(flow -> scalar(flow.path("id")).ifPresent(seen::add)))
                .call(page -> store.store(account, page.items(), startedAt))
                .chain(page -> page.next().isPresent() && number < MAX_PAGES
                        ? pages(account, page.next().get(), number + 1, seen)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> findMissing(WhatsAppAccount account, Set<String> seen, Instant startedAt) {
        var settled = startedAt.minus(SETTLING);
        return flows.known(account.id())
                .map(known -> known.stream()
                        .filter(found -> !seen.contains(found.flowId()))
                        .filter(found -> found.updatedAt().isBefore(settled))
                        .limit(MAX_LOOKUPS)
                        .toList())
                .chain(missing -> lookUp(account, missing));
    }

    private Uni<Void> lookUp(WhatsAppAccount account, List<KnownFlow> missing) {
        return Multi.createFrom()
                .iterable(missing)
                .onItem()
                .transformToUniAndConcatenate(found -> refresh.refresh(account, found.flowId()))
                .onItem()
                .ignoreAsUni();
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
