package io.parley.template.api;

import com.fasterxml.jackson.databind.util.RawValue;
import io.parley.template.api.LocalizationResponse.QualityScore;
import io.parley.template.content.ComponentJson;
import io.parley.template.content.TemplateCategory;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.lifecycle.MetaStatus;
import io.parley.template.store.LocalizationView;
import io.parley.template.store.TemplateView;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    WhatsAppTemplateResponse template(TemplateView template) {
        return new WhatsAppTemplateResponse(
                template.whatsAppAccountId(),
                template.name(),
                template.name(),
                template.category(),
                localizations(template.localizations()));
    }

    /** Languages that only Meta has cannot be shown: clients of the contract could not read the list. */
    List<LocalizationResponse> localizations(List<LocalizationView> stored) {
        return stored.stream()
                .filter(localization -> TemplateLanguages.isKnown(localization.language()))
                .map(this::localization)
                .toList();
    }

    private LocalizationResponse localization(LocalizationView stored) {
        var isRejected = stored.status() == LocalizationStatus.REJECTED;
        return new LocalizationResponse(
                stored.status(),
                isRejected ? stored.reason() : null,
                stored.language(),
                new RawValue(components(stored)),
                stored.createdAt(),
                stored.updatedAt(),
                stored.expiresAt(),
                quality(stored),
                stored.ttlSeconds(),
                stored.userContext(),
                stored.metaStatus(),
                isRejected ? null : stored.reason());
    }

    private String components(LocalizationView stored) {
        return stored.category() == TemplateCategory.AUTHENTICATION
                ? AuthenticationContents.shown(json.tree(stored.components()), stored.language())
                        .toString()
                : stored.components();
    }

    /** A template that Meta has paused for its quality is approved with the quality red: the contract has no state for it. */
    private @Nullable QualityScore quality(LocalizationView stored) {
        var quality = MetaStatus.PAUSED.equals(stored.metaStatus()) ? RED : stored.quality();
        if (quality == null) {
            return null;
        }
        return new QualityScore(SCORES.contains(quality) ? quality : "unknown", reasons(stored, quality));
    }

    private @Nullable List<String> reasons(LocalizationView stored, String quality) {
        var reasons = WITH_REASONS.contains(quality) ? json.value(stored.qualityReasons(), String[].class) : null;
        return reasons == null ? null : Arrays.asList(reasons);
    }
}
