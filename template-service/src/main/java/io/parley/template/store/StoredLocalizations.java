package io.parley.template.store;

import io.parley.runtime.entities.EntityPages;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.lifecycle.LocalizationStatus;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stored localizations. Methods that are named {@code of…} are called within a session. */
@ApplicationScoped
public class StoredLocalizations implements PanacheRepositoryBase<LocalizationRow, UUID> {

    /** A localization with its template. */
    public record Found(TemplateRow template, LocalizationRow localization) {}

    /** What identifies a localization here and at Meta, without its contents: an account can have thousands. */
    public record KnownAtMeta(UUID id, String metaId, String name, String language, Instant updatedAt) {}

    /** The template of a localization. */
    record OfTemplate(String metaId, UUID templateId) {}

    /** One page of a template's localizations in languages that the contract has, ordered by language. */
    public Uni<Paged<List<LocalizationRow>>> page(UUID templateId, Page page) {
        return EntityPages.of(
                page,
                () -> find(
                        "templateId = ?1 and language in ?2",
                        Sort.by("metaLanguage"),
                        templateId,
                        TemplateLanguages.all()),
                Function.identity());
    }

    /** Localizations by the id of their template, each list ordered by language; one query for all. */
    public Uni<Map<UUID, List<LocalizationRow>>> ofAll(Collection<UUID> templateIds) {
        return templateIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : find("templateId in ?1 order by metaLanguage", templateIds)
                        .list()
                        .map(rows -> rows.stream().collect(Collectors.groupingBy(row -> row.templateId)));
    }

    /** Removes localizations with all that belongs to them. */
    public Uni<Void> remove(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : delete("id in ?1", ids).replaceWithVoid();
    }

    public Uni<List<LocalizationRow>> of(UUID templateId) {
        return find("templateId", Sort.by("metaLanguage"), templateId).list();
    }

    /** Null if there is none. */
    public Uni<LocalizationRow> of(UUID templateId, String metaLanguage) {
        return find("templateId = ?1 and metaLanguage = ?2", templateId, metaLanguage)
                .firstResult();
    }

    /** The localization and its template as they are; null if it does not exist. */
    public Uni<Found> read(UUID id) {
        return Sessions.read(() -> findById(id).chain(this::withTemplate));
    }

    /** Ids of the templates of the localizations with these ids of Meta's, by the latter. */
    public Uni<Map<String, UUID>> templatesOf(Collection<String> metaIds) {
        return metaIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : getSession()
                        .chain(session -> session.createSelectionQuery(
                                        "select l.metaId, l.templateId from StoredLocalization l where l.metaId in :ids",
                                        OfTemplate.class)
                                .setParameter("ids", metaIds)
                                .getResultList())
                        .map(found -> found.stream()
                                .collect(Collectors.toMap(
                                        OfTemplate::metaId, OfTemplate::templateId, (one, other) -> one)));
    }

    /** Null if there is none. */
    public Uni<LocalizationRow> named(UUID whatsAppAccountId, String name, String metaLanguage) {
        return Sessions.read(() -> find(
                        "metaLanguage = ?3 and templateId = (select t.id from StoredTemplate t"
                                + " where t.whatsAppAccountId = ?1 and t.name = ?2)",
                        whatsAppAccountId,
                        name,
                        metaLanguage)
                .firstResult());
    }

    /** Localizations of an account that Meta knows under an id and that are not deleted. */
    public Uni<List<KnownAtMeta>> known(UUID whatsAppAccountId) {
        return Sessions.read(() -> getSession().chain(session -> session.createSelectionQuery("""
                                select l.id, l.metaId, t.name, l.metaLanguage, l.updatedAt
                                from StoredLocalization l join StoredTemplate t on t.id = l.templateId
                                where t.whatsAppAccountId = :account and t.deletedAt is null and l.metaId is not null
                                  and l.status <> :deleted""", KnownAtMeta.class)
                .setParameter("account", whatsAppAccountId)
                .setParameter("deleted", LocalizationStatus.DELETED)
                .getResultList()));
    }

    /** Whether Meta has not decided about a localization of the account. */
    public Uni<Boolean> isReviewed(UUID whatsAppAccountId) {
        return Sessions.read(() -> count(
                        "status in ?1 and templateId in (select t.id from StoredTemplate t where t.whatsAppAccountId = ?2)",
                        List.of(LocalizationStatus.SUBMITTED, LocalizationStatus.PENDING),
                        whatsAppAccountId))
                .map(undecided -> undecided > 0);
    }

    private Uni<Found> withTemplate(@Nullable LocalizationRow row) {
        return row == null
                ? Uni.createFrom().nullItem()
                : TemplateRow.<TemplateRow>findById(row.templateId).map(template -> new Found(template, row));
    }
}
