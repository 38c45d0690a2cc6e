package io.parley.template.api;

import io.parley.template.content.TemplateCategory;
import java.util.List;
import java.util.UUID;

/** A template with its localizations. */
public record WhatsAppTemplateResponse(
        UUID whatsAppAccountId,
        String templateName,
        String templateId,
        TemplateCategory category,
        List<LocalizationResponse> localizations) {}
