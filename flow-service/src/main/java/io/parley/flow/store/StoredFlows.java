package io.parley.flow.store;

import io.parley.runtime.entities.EntityPages;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The stored flows. Methods that lock are called within {@link FlowChanges#commit}. */
@ApplicationScoped
public class StoredFlows implements PanacheRepositoryBase<FlowRow, String> {
    private static final String EXISTING = "whatsAppAccountId = ?1 and deletedAt is null";

    /** What identifies a flow, without its contents. */
    public record KnownFlow(String flowId, Instant updatedAt) {}

    /** One page of an account's flows in every state, ordered by name. */
    public <T> Uni<Paged<List<T>>> page(UUID whatsAppAccountId, Page page, Function<FlowRow, T> response) {
        return EntityPages.of(page, () -> find(EXISTING, Sort.by("name", "flowId"), whatsAppAccountId), response);
    }

    /** The row of a flow of any account, also if it is deleted; null if there is none. */
    public Uni<FlowRow> read(String flowId) {
        return Sessions.read(() -> findById(flowId));
    }

    /** A flow of the account that is not deleted; null if there is none. */
    public Uni<FlowRow> ofAccount(UUID whatsAppAccountId, String flowId) {
        return read(flowId)
                .map(row -> row != null && row.whatsAppAccountId.equals(whatsAppAccountId) && !row.isDeleted()
                        ? row
                        : null);
    }

    /** Also if it is deleted; null if there is none. */
    public Uni<FlowRow> lock(String flowId) {
        return findById(flowId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** By id; locked in the order of their ids, so that two transactions do not wait for each other. */
    public Uni<Map<String, FlowRow>> lockAll(Collection<String> flowIds) {
        return flowIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : find("flowId in ?1 order by flowId", flowIds)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list()
                        .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.flowId, Function.identity())));
    }

    /** The account's flows that are not deleted. */
    public Uni<List<KnownFlow>> known(UUID whatsAppAccountId) {
        return Sessions.read(() -> getSession().chain(session -> session.createSelectionQuery(
                        "select f.flowId, f.updatedAt from StoredFlow f"
                                + " where f.whatsAppAccountId = :account and f.deletedAt is null",
                        KnownFlow.class)
                .setParameter("account", whatsAppAccountId)
                .getResultList()));
    }

    /** The account's flows with an endpoint that are not deleted. */
    public Uni<List<FlowRow>> withEndpoint(UUID whatsAppAccountId) {
        return Sessions.read(() -> list(EXISTING + " and endpointUri is not null order by flowId", whatsAppAccountId));
    }

    /** Ids of flows that are not deleted, in order and after this one. */
    Uni<List<String>> existingAfter(String last, int max) {
        return Sessions.read(() -> getSession().chain(session -> session.createSelectionQuery(
                        "select f.flowId from StoredFlow f where f.deletedAt is null and f.flowId > :last order by f.flowId",
                        String.class)
                .setParameter("last", last)
                .setMaxResults(max)
                .getResultList()));
    }

    /** Deletes the rows of flows that were deleted before this time. */
    public Uni<Long> deleteDeletedBefore(Instant time) {
        return Sessions.transaction(() -> delete("deletedAt < ?1", time));
    }
}
