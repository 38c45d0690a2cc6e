package io.parley.template.store;

import io.parley.template.content.TemplateCategory;
import java.util.List;
import java.util.UUID;

/** What customers see of a {@link TemplateRow}, with its localizations in the order of their languages. */
public record TemplateView(
        UUID whatsAppAccountId, String name, TemplateCategory category, List<LocalizationView> localizations) {

    public static TemplateView of(TemplateRow template, List<LocalizationRow> localizations) {
        return new TemplateView(
                template.whatsAppAccountId,
                template.name,
                template.category,
                localizations.stream().map(LocalizationView::of).toList());
    }
}
