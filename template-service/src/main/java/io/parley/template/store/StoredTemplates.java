package io.parley.template.store;

import io.parley.runtime.entities.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The stored templates. Methods that lock are called within {@link TemplateChanges#commit}. */
@ApplicationScoped
public class StoredTemplates implements PanacheRepositoryBase<TemplateRow, UUID> {

    /** What is read of a template that is locked later: a row that was read before would not be read again. */
    record Identity(UUID id) {}

    /** Null if there is none. */
    public Uni<TemplateRow> byName(UUID whatsAppAccountId, String name) {
        return Sessions.read(() -> find("whatsAppAccountId = ?1 and name = ?2", whatsAppAccountId, name)
                .firstResult());
    }

    /** Null if there is none. */
    public Uni<TemplateRow> lock(UUID whatsAppAccountId, String name) {
        return find("whatsAppAccountId = ?1 and name = ?2", whatsAppAccountId, name)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** Null if there is none. */
    public Uni<TemplateRow> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** By name; locked in the order of their names, so that two transactions do not wait for each other. */
    public Uni<Map<String, TemplateRow>> lockAll(UUID whatsAppAccountId, Collection<String> names) {
        return names.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : find("whatsAppAccountId = ?1 and name in ?2 order by name", whatsAppAccountId, names)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list()
                        .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.name, Function.identity())));
    }

    /** By id; locked in the order of accounts and names, which is that of the other. */
    public Uni<List<TemplateRow>> lockAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : find("id in ?1 order by whatsAppAccountId, name", ids)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list();
    }

    /** Ids of templates by the ids of their WhatsApp accounts and their names; one query for each account. */
    public Uni<List<UUID>> named(Map<UUID, Set<String>> names) {
        return Multi.createFrom()
                .iterable(names.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        entry -> find("whatsAppAccountId = ?1 and name in ?2", entry.getKey(), entry.getValue())
                                .project(Identity.class)
                                .list())
                .collect()
                .asList()
                .map(found ->
                        found.stream().flatMap(List::stream).map(Identity::id).toList());
    }

    /** Removes templates with all that belongs to them. */
    public Uni<Void> remove(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : delete("id in ?1", ids).replaceWithVoid();
    }

    /** Ids of templates that have facts, in order and after this one. */
    Uni<List<UUID>> unreleasedAfter(UUID last, int max) {
        return Sessions.read(() -> find("releasedAt is null and id > ?1 order by id", last)
                        .page(0, max)
                        .project(Identity.class)
                        .list())
                .map(found -> found.stream().map(Identity::id).toList());
    }

    /** Ids of templates whose names can be used again. */
    public Uni<List<UUID>> expired(Instant now, int max) {
        return Sessions.read(() -> find("lockedUntil <= ?1 and releasedAt is null order by lockedUntil", now)
                        .page(0, max)
                        .list())
                .map(rows -> rows.stream().map(row -> row.id).toList());
    }
}
