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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final RecreatedAtMeta recreated;

    StorePage(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            RecordReview record,
            DeletedAtMeta deleted,
            ImportTemplate imports,
            RecreatedAtMeta recreated) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.record = record;
        this.deleted = deleted;
        this.imports = imports;
        this.recreated = recreated;
    }

    /** @param startedAt start of the call that read the page */
    Uni<Void> store(WhatsAppAccount account, List<JsonNode> page, Instant startedAt) {
        var named = page.stream()
                .filter(template -> text(template.path("name")).isPresent()
                        && text(template.path("language")).isPresent())
                .toList();
        var names = named.stream().map(StorePage::name).collect(Collectors.toSet());
        var existing = named.stream().filter(StorePage::exists).collect(Collectors.groupingBy(StorePage::name));
        return changes.commit(change -> templates
                        .lockAll(account.id(), names)
                        .chain(this::withRows)
                        .call(found -> recreated.remove(change, found, existing))
                        .map(found -> new Page(account, change, found, startedAt))
                        .invoke(stored -> named.forEach(stored::store))
                        .chain(stored -> persist(stored.added)))
                .onFailure(ConstraintViolationException.class) // submitted here at the same time
                .retry()
                .atMost(1);
    }

    private static String name(JsonNode template) {
        return template.path("name").textValue();
    }

    /** Meta lists deleted templates for a while. */
    private static boolean exists(JsonNode template) {
        return !DELETED.contains(template.path("status").asText());
    }

    private Uni<RowsByName> withRows(Map<String, TemplateRow> found) {
        return localizations
                .ofAll(found.values().stream().map(row -> row.id).toList())
                .map(rows -> RowsByName.of(found.values(), rows));
    }

    private static Uni<Void> persist(List<Object> added) {
        return Panache.getSession().chain(session -> session.persistAll(added.toArray()));
    }

    /** The rows of the templates of a page. */
    private final class Page {
        private final WhatsAppAccount account;
        private final TemplateChange change;
        private final RowsByName rows;
        private final Instant startedAt;
        private final List<Object> added = new ArrayList<>();

        private Page(WhatsAppAccount account, TemplateChange change, RowsByName rows, Instant startedAt) {
            this.account = account;
            this.change = change;
            this.rows = rows;
            this.startedAt = startedAt;
        }

        private void store(JsonNode meta) {
            var template = rows.template(name(meta));
            if (template.isEmpty() && !exists(meta)) {
                return; // deleted before it was ever seen here
            }
            store(template.orElseGet(() -> newTemplate(meta)), meta);
        }

        private void store(TemplateRow template, JsonNode meta) {
            var language = TemplateLanguages.meta(meta.path("language").textValue());
            rows.of(template).stream()
                    .filter(row -> row.metaLanguage.equals(language))
                    .findFirst()
                    .ifPresentOrElse(row -> alter(template, row, meta), () -> add(template, language, meta));
            deleted.lockName(template, rows.of(template), change.now());
        }

        private TemplateRow newTemplate(JsonNode meta) {
            var template = imports.template(account, name(meta), meta, change.now());
            rows.add(template);
            added.add(template);
            return template;
        }

        private void add(TemplateRow template, String language, JsonNode meta) {
            if (template.isDeleted() || !exists(meta)) {
                return; // deleted here and not yet at Meta, or deleted there before it was seen
            }
            var row = imports.localization(template, language, meta, startedAt, change.now());
            deleted.expire(row, change.now());
            rows.of(template).add(row);
            added.add(row);
            change.created(template, row, ChangeCause.IMPORT, null);
        }

        private void alter(TemplateRow template, LocalizationRow row, JsonNode meta) {
            if (template.isDeleted() && RecreatedAtMeta.isOther(row, meta)) {
                return; // not the one that was deleted
            }
            record.alter(
                    change,
                    template,
                    rows.of(template),
                    row,
                    ReviewUpdate.ofRead(meta, ChangeCause.RECONCILER, startedAt));
        }
    }
}
