package io.parley.flow.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.store.FlowChange;
import io.parley.flow.store.FlowChangeCause;
import io.parley.flow.store.FlowChanges;
import io.parley.flow.store.FlowFiles;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;

/** Stores flows as Meta returned them, in one transaction with a constant number of statements. */
@ApplicationScoped
class StoreReads {
    private final FlowChanges changes;
    private final StoredFlows flows;
    private final FlowFiles files;
    private final ApplyRead apply;

    StoreReads(FlowChanges changes, StoredFlows flows, FlowFiles files, ApplyRead apply) {
        this.changes = changes;
        this.flows = flows;
        this.files = files;
        this.apply = apply;
    }

    /**
     * Stores flows of an account.
     *
     * @param startedAt start of the call that read them
     */
    Uni<Void> store(WhatsAppAccount account, List<JsonNode> read, Instant startedAt) {
        var found = read.stream().flatMap(flow -> MetaFlow.of(flow).stream()).toList();
        var ids = found.stream().map(MetaFlow::flowId).distinct().toList();
        return changes.commit(change -> flows.lockAll(ids)
                        .map(known -> new Page(account, change, known, startedAt))
                        .invoke(page -> found.forEach(page::store))
                        .chain(page -> persist(page)))
                .onFailure(ConstraintViolationException.class) // stored by another read at the same time
                .retry()
                .atMost(1);
    }

    /**
     * Stores that Meta does not have a flow any more.
     *
     * @param startedAt start of the call that found it missing
     */
    Uni<Void> missing(String flowId, Instant startedAt) {
        return changes.commit(change -> flows.lock(flowId)
                .invoke(row -> {
                    if (row != null && !row.isDeleted() && !row.createdAt.isAfter(startedAt)) {
                        change.delete(row, FlowChangeCause.READ);
                    }
                })
                .replaceWithVoid());
    }

    private Uni<Void> persist(Page page) {
        return Panache.getSession()
                .call(session -> session.persistAll(page.added.toArray()))
                .chain(() -> Multi.createFrom()
                        .iterable(page.withOldFiles)
                        .onItem()
                        .transformToUniAndConcatenate(files::remove)
                        .onItem()
                        .ignoreAsUni());
    }

    /** The rows of the flows of a page. */
    private final class Page {
        private final WhatsAppAccount account;
        private final FlowChange change;
        private final Map<String, FlowRow> known;
        private final Instant startedAt;
        private final List<FlowRow> added = new ArrayList<>();
        private final List<String> withOldFiles = new ArrayList<>();

        private Page(WhatsAppAccount account, FlowChange change, Map<String, FlowRow> known, Instant startedAt) {
            this.account = account;
            this.change = change;
            this.known = known;
            this.startedAt = startedAt;
        }

        private void store(MetaFlow meta) {
            var row = known.get(meta.flowId());
            if (row == null) {
                add(meta);
            } else if (!row.isDeleted() && row.whatsAppAccountId.equals(account.id())) {
                alter(row, meta);
            }
        }

        private void add(MetaFlow meta) {
            if (added.stream().anyMatch(row -> row.flowId.equals(meta.flowId()))) {
                return;
            }
            var row = FlowRow.of(account, meta.flowId(), change.now());
            apply.apply(row, meta, startedAt);
            added.add(row);
            change.created(row, FlowChangeCause.IMPORT);
        }

        private void alter(FlowRow row, MetaFlow meta) {
            change.alter(row, FlowChangeCause.READ, altered -> {
                if (apply.apply(altered, meta, startedAt)) {
                    withOldFiles.add(row.flowId);
                }
            });
        }
    }
}
