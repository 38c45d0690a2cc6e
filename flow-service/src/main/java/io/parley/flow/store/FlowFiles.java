package io.parley.flow.store;

import io.parley.runtime.entities.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** The stored Flow JSON. Methods that change it are called within {@link FlowChanges#commit}, with the flow's row locked. */
@ApplicationScoped
public class FlowFiles implements PanacheRepositoryBase<FlowFileRow, String> {

    /** The file as it was uploaded; empty if it was not uploaded here and not read from Meta yet. */
    public Uni<Optional<byte[]>> read(String flowId) {
        return Sessions.read(() -> findById(flowId))
                .map(row -> Optional.ofNullable(row).map(found -> found.content));
    }

    /** Stores the file; replaces an earlier one. */
    public Uni<Void> store(FlowChange change, String flowId, byte[] content) {
        return findById(flowId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .switchTo(() -> added(flowId))
                .invoke(row -> {
                    row.content = content.clone();
                    row.uploadedAt = change.now();
                })
                .call(this::persist)
                .replaceWithVoid();
    }

    /** Stores the file unless there is one. */
    public Uni<Void> storeIfAbsent(FlowChange change, String flowId, byte[] content) {
        return findById(flowId)
                .chain(row -> row == null
                        ? store(change, flowId, content)
                        : Uni.createFrom().voidItem());
    }

    /** Removes the copy of a file that was changed at Meta. */
    public Uni<Void> remove(String flowId) {
        return delete("flowId", flowId).replaceWithVoid();
    }

    private static Uni<FlowFileRow> added(String flowId) {
        var row = new FlowFileRow();
        row.flowId = flowId;
        return Uni.createFrom().item(row);
    }
}
