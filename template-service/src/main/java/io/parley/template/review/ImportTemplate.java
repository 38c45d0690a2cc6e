package io.parley.template.review;

import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.template.content.ComponentJson;
import io.parley.template.content.ContractComponents;
import io.parley.template.content.TemplateCategory;
import io.parley.template.content.TemplateShapes;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.TemplateRow;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Rows for templates that were created at Meta and not here. */
@Singleton
class ImportTemplate {
    private final ComponentJson json;
    private final ApplyReview apply;

    ImportTemplate(ComponentJson json, ApplyReview apply) {
        this.json = json;
        this.apply = apply;
    }

    /** @param meta one element of Meta's list */
    TemplateRow template(WhatsAppAccount account, String name, JsonNode meta, Instant now) {
        var category = ReviewUpdate.category(meta.path("category"));
        return TemplateRow.of(account, name, category == null ? TemplateCategory.UTILITY : category, now);
    }

    LocalizationRow localization(TemplateRow template, String language, JsonNode meta, Instant startedAt, Instant now) {
        var components =
                meta.path("components").isArray() ? meta.path("components") : JsonNodeFactory.instance.arrayNode();
        var row = LocalizationRow.of(template, language, LocalizationStatus.SUBMITTED, now);
        row.components = json.write(ContractComponents.of(components));
        row.shape = json.text(TemplateShapes.of(
                components, text(meta.path("parameter_format")).orElse(null)));
        apply.apply(template, row, ReviewUpdate.ofRead(meta, ChangeCause.IMPORT, startedAt));
        return row;
    }
}
