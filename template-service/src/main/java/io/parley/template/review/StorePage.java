package io.parley.template.review;

import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateChanges;
import io.parley.template.store.TemplateRow;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** Stores one page of Meta's list of templates in one transaction, with a constant number of statements. */
@ApplicationScoped
class StorePage {
    private static final Set<String> DELETED = Set.of("PENDING_DELETION", "DELETED");

    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final RecordReview record;
    private final DeletedAtMeta deleted;
    private final ImportTemplate imports;

    StorePage(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            RecordReview record,
            DeletedAtMeta deleted,
            ImportTemplate imports) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.record = record;
        this.deleted = deleted;
        this.imports = imports;
    }

    /** @param startedAt start of the call that read the page */
    Uni<Void> store(WhatsAppAccount account, List<JsonNode> page, Instant startedAt) {
        var named = page.stream()
                .filter(template -> text(template.path("name")).isPresent()
                        && text(template.path("language")).isPresent())
                .toList();
        var names = names(named.stream());
        var existing = names(named.stream().filter(StorePage::exists));
        return changes.commit(change -> templates
                        .lockAll(account.id(), names)
                        .chain(found -> withoutReleased(found, existing))
                        .chain(found -> rows(found)
                                .map(rows -> new Page(account, change, new HashMap<>(found), rows, startedAt)))
                        .invoke(stored -> named.forEach(stored::store))
                        .chain(stored -> persist(stored.added)))
                .onFailure(ConstraintViolationException.class) // submitted here at the same time
                .retry()
                .atMost(1);
    }

    private static Set<String> names(Stream<JsonNode> templates) {
        return templates.map(template -> template.path("name").textValue()).collect(Collectors.toSet());
    }

    /** Meta lists deleted templates for a while. */
    private static boolean exists(JsonNode template) {
        return !DELETED.contains(template.path("status").asText());
    }

    /** A row of a deleted template whose name is in use again at Meta is replaced. */
    private Uni<Map<String, TemplateRow>> withoutReleased(Map<String, TemplateRow> found, Set<String> existing) {
        var released = found.values().stream()
                .filter(TemplateRow::isReleased)
                .filter(row -> existing.contains(row.name))
                .toList();
        var kept = new HashMap<>(found);
        released.forEach(row -> kept.remove(row.name));
        return released.isEmpty()
                ? Uni.createFrom().item(kept)
                : templates
                        .delete("id in ?1", released.stream().map(row -> row.id).toList())
                        .replaceWith(kept);
    }

    private Uni<Map<UUID, List<LocalizationRow>>> rows(Map<String, TemplateRow> found) {
        return localizations.ofAll(found.values().stream().map(row -> row.id).toList());
    }

    private static Uni<Void> persist(List<Object> added) {
        return Panache.getSession().chain(session -> session.persistAll(added.toArray()));
    }

    /** The rows of the templates of a page. */
    private final class Page {
        private final WhatsAppAccount account;
        private final TemplateChange change;
        private final Map<String, TemplateRow> byName;
        private final Map<UUID, List<LocalizationRow>> byTemplate;
        private final Instant startedAt;
        private final List<Object> added = new ArrayList<>();

        private Page(
                WhatsAppAccount account,
                TemplateChange change,
                Map<String, TemplateRow> byName,
                Map<UUID, List<LocalizationRow>> byTemplate,
                Instant startedAt) {
            this.account = account;
            this.change = change;
            this.byName = byName;
            this.byTemplate = new HashMap<>(byTemplate);
            this.startedAt = startedAt;
        }

        private void store(JsonNode meta) {
            var name = meta.path("name").textValue();
            if (!exists(meta) && !byName.containsKey(name)) {
                return; // deleted before it was ever seen here
            }
            var language = TemplateLanguages.meta(meta.path("language").textValue());
            var template = byName.computeIfAbsent(name, added -> newTemplate(added, meta));
            var rows = byTemplate.computeIfAbsent(template.id, id -> new ArrayList<>());
            rows.stream()
                    .filter(row -> row.metaLanguage.equals(language))
                    .findFirst()
                    .ifPresentOrElse(row -> alter(template, row, meta), () -> add(template, language, meta));
            deleted.lockName(template, byTemplate.get(template.id), change.now());
        }

        private TemplateRow newTemplate(String name, JsonNode meta) {
            var template = imports.template(account, name, meta, change.now());
            added.add(template);
            return template;
        }

        private void add(TemplateRow template, String language, JsonNode meta) {
            if (template.isDeleted() || !exists(meta)) {
                return; // created at Meta while the template was deleted here, or deleted there before it was seen
            }
            var row = imports.localization(template, language, meta, startedAt, change.now());
            deleted.expire(row, change.now());
            var rows = new ArrayList<>(byTemplate.get(template.id));
            rows.add(row);
            byTemplate.put(template.id, rows);
            added.add(row);
            change.created(template, row, ChangeCause.IMPORT, null);
        }

        private void alter(TemplateRow template, LocalizationRow row, JsonNode meta) {
            record.alter(
                    change,
                    template,
                    byTemplate.get(template.id),
                    row,
                    ReviewUpdate.ofRead(meta, ChangeCause.RECONCILER, startedAt));
        }
    }
}
