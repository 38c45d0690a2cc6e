package io.parley.template.review;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateRow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Removes rows that show what was deleted and has been created again at Meta since, as in WhatsApp Manager: it has another
 * id there. Meta locks only names of approved templates, so that can happen at any time after a deletion.
 */
@Singleton
class RecreatedAtMeta {
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;

    RecreatedAtMeta(StoredTemplates templates, StoredLocalizations localizations) {
        this.templates = templates;
        this.localizations = localizations;
    }

    /**
     * Removes the rows, from the database too.
     *
     * @param existing templates in Meta's list that are not deleted, by name
     */
    Uni<Void> remove(TemplateChange change, RowsByName rows, Map<String, List<JsonNode>> existing) {
        var replaced = rows.templates().stream()
                .filter(template ->
                        isRecreated(template, rows.of(template), existing.getOrDefault(template.name, List.of())))
                .toList();
        replaced.forEach(template -> {
            rows.of(template).forEach(row -> change.forget(template, row));
            rows.remove(template);
        });
        var languages = rows.templates().stream()
                .flatMap(
                        template -> recreated(template, rows, existing.getOrDefault(template.name, List.of())).stream())
                .toList();
        rows.templates().forEach(template -> rows.of(template).removeAll(languages));
        return templates
                .remove(replaced.stream().map(template -> template.id).toList())
                .chain(() -> localizations.remove(
                        languages.stream().map(row -> row.id).toList()));
    }

    /** Whether Meta's template is another one than the localization. */
    static boolean isOther(LocalizationRow row, JsonNode meta) {
        return row.metaId != null && !isSame(row, meta);
    }

    private static boolean isSame(LocalizationRow row, JsonNode meta) {
        return scalar(meta.path("id")).filter(id -> id.equals(row.metaId)).isPresent();
    }

    /**
     * A deletion that Meta has not confirmed may concern what is in the list. When the name can be used again here, an id
     * is not needed to distinguish them.
     */
    private static boolean isRecreated(TemplateRow template, List<LocalizationRow> rows, List<JsonNode> existing) {
        return template.isReleased()
                ? !existing.isEmpty()
                : template.isDeleted()
                        && rows.stream().allMatch(LocalizationRow::isDeletedAtMeta)
                        && existing.stream().anyMatch(meta -> rows.stream().noneMatch(row -> isSame(row, meta)));
    }

    /** Languages that were deleted at Meta alone. */
    private static List<LocalizationRow> recreated(TemplateRow template, RowsByName rows, List<JsonNode> existing) {
        return template.isDeleted()
                ? List.of()
                : rows.of(template).stream()
                        .filter(row -> row.status == LocalizationStatus.DELETED)
                        .filter(row ->
                                existing.stream().anyMatch(meta -> isSameLanguage(row, meta) && isOther(row, meta)))
                        .toList();
    }

    private static boolean isSameLanguage(LocalizationRow row, JsonNode meta) {
        return row.metaLanguage.equals(
                TemplateLanguages.meta(meta.path("language").textValue()));
    }
}
