package io.parley.flow.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.graph.GraphFlows;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reads one flow from Meta and stores it. */
@ApplicationScoped
public class RefreshFlow {
    private final GraphFlows graph;
    private final StoreReads store;
    private final StoredFlows flows;
    private final InstantSource time;

    RefreshFlow(GraphFlows graph, StoreReads store, StoredFlows flows, InstantSource time) {
        this.graph = graph;
        this.store = store;
        this.flows = flows;
        this.time = time;
    }

    /**
     * Returns the flow as Meta has it now; null if the account has no such flow at Meta. Imports one that was created
     * there. Fails with a {@link GraphFailure} if it cannot be read.
     */
    public Uni<FlowRow> refresh(WhatsAppAccount account, String flowId) {
        var startedAt = time.instant().truncatedTo(ChronoUnit.MICROS);
        return graph.read(account, flowId)
                .chain(flow -> store(account, flow, startedAt))
                .onFailure(RefreshFlow::isNotFound)
                .recoverWithUni(failure -> confirmMissing(account, flowId, startedAt, failure))
                .chain(() -> flows.ofAccount(account.id(), flowId));
    }

    /** An id of another account, which the token may read, is none of this account. */
    private Uni<Void> store(WhatsAppAccount account, JsonNode flow, Instant startedAt) {
        var isOfAccount = MetaFlow.of(flow)
                .filter(meta -> account.wabaId().equals(meta.wabaId()))
                .isPresent();
        return isOfAccount
                ? store.store(account, List.of(flow), startedAt)
                : Uni.createFrom().voidItem();
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof GraphFailure known && known.isNotFound();
    }

    /** Meta returns the same error for a token that lacks a permission; the list shows whether the flow exists. */
    private Uni<Void> confirmMissing(WhatsAppAccount account, String flowId, Instant startedAt, Throwable failure) {
        return graph.isListed(account, flowId)
                .chain(isListed -> isListed ? Uni.createFrom().failure(failure) : store.missing(flowId, startedAt));
    }
}
