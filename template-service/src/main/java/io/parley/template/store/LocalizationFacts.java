package io.parley.template.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.parley.model.Topics;
import io.parley.model.fact.FactChange;
import io.parley.model.fact.TemplateFact;
import io.parley.model.fact.TemplateShape;
import io.parley.runtime.outbox.OutboxRow;
import io.parley.template.content.ComponentJson;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes the facts that other services read (ADR 0012). */
@Singleton
class LocalizationFacts {
    private final ComponentJson components;
    private final ObjectWriter writer;

    LocalizationFacts(ComponentJson components, ObjectMapper json) {
        this.components = components;
        this.writer = json.writerFor(TemplateFact.class);
    }

    TemplateFact.Localization localization(TemplateRow template, LocalizationRow row, List<FactChange> changes) {
        return new TemplateFact.Localization(
                TemplateFact.SCHEMA,
                template.accountId,
                template.whatsAppAccountId,
                template.wabaId,
                template.name,
                row.metaLanguage,
                row.metaId,
                row.status.name(),
                row.metaStatus,
                row.category.name(),
                row.quality,
                row.reason,
                components.value(row.shape, TemplateShape.class),
                changes,
                row.version,
                row.updatedAt);
    }

    OutboxRow row(TemplateFact fact) {
        try {
            return OutboxRow.of(Topics.TEMPLATE_FACTS, fact.key(), writer.writeValueAsString(fact));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are always serializable", e);
        }
    }
}
