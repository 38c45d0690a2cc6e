package io.parley.template.api;

import com.fasterxml.jackson.databind.util.RawValue;
import io.parley.template.api.LocalizationResponse.QualityScore;
import io.parley.template.content.ComponentJson;
import io.parley.template.content.TemplateCategory;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.lifecycle.MetaStatus;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.TemplateRow;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Shows stored templates in the contract's format. */
@Singleton
class TemplateResponses {
    private static final String RED = "RED";
    private static final Set<String> SCORES = Set.of("GREEN", "YELLOW", RED);
    private static final Set<String> WITH_REASONS = Set.of("YELLOW", RED);

    private final ComponentJson json;

    TemplateResponses(ComponentJson json) {
        this.json = json;
    }

    WhatsAppTemplateResponse template(TemplateRow template, List<LocalizationRow> localizations) {
        return new WhatsAppTemplateResponse(
                template.whatsAppAccountId,
                template.name,
                template.name,
                template.category,
                localizations(localizations));
    }

    /** Languages that only Meta has cannot be shown: clients of the contract could not read the list. */
    List<LocalizationResponse> localizations(List<LocalizationRow> rows) {
        return rows.stream()
                .filter(row -> TemplateLanguages.isKnown(row.language))
                .map(this::localization)
                .toList();
    }

    private LocalizationResponse localization(LocalizationRow row) {
        var isRejected = row.status == LocalizationStatus.REJECTED;
        return new LocalizationResponse(
                row.status,
                isRejected ? row.reason : null,
                row.language,
                new RawValue(components(row)),
                row.createdAt,
                row.updatedAt,
                row.expiresAt,
                quality(row),
                row.ttlSeconds,
                row.userContext,
                row.metaStatus,
                isRejected ? null : row.reason);
    }

    private String components(LocalizationRow row) {
        return row.category == TemplateCategory.AUTHENTICATION
                ? AuthenticationContents.shown(json.tree(row.components), row.language)
                        .toString()
                : row.components;
    }

    /** A template that Meta has paused for its quality is approved with the quality red: the contract has no state for it. */
    private QualityScore quality(LocalizationRow row) {
        var quality = MetaStatus.PAUSED.equals(row.metaStatus) ? RED : row.quality;
        if (quality == null) {
            return null;
        }
        return new QualityScore(SCORES.contains(quality) ? quality : "unknown", reasons(row, quality));
    }

    private List<String> reasons(LocalizationRow row, String quality) {
        var reasons = WITH_REASONS.contains(quality) ? json.value(row.qualityReasons, String[].class) : null;
        return reasons == null ? null : Arrays.asList(reasons);
    }
}
