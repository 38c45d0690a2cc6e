package io.parley.template.review;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.template.content.TemplateCategory;
import io.parley.template.store.ChangeCause;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Meta reports about a template in one language. Members that are null were not reported and stay as they are.
 *
 * @param metaId Meta's id
 * @param status Meta's status
 * @param reason why it has the status; null if Meta gives none
 * @param quality Meta's score
 * @param qualityReasons empty if Meta gives none
 * @param components Meta's components
 * @param parameterFormat Meta's {@code POSITIONAL} or {@code NAMED}
 * @param at time of a webhook, start of a call
 */
public record ReviewUpdate(
        ChangeCause cause,
        @Nullable String metaId,
        @Nullable String status,
        @Nullable String reason,
        @Nullable TemplateCategory category,
        @Nullable String quality,
        List<String> qualityReasons,
        @Nullable JsonNode components,
        @Nullable String parameterFormat,
        @Nullable Integer ttlSeconds,
        Instant at) {
    private static final String NONE = "NONE";

    /**
     * One element of Meta's list, or the response to a submission, which has fewer members.
     *
     * @param startedAt start of the call
     */
    public static ReviewUpdate ofRead(JsonNode template, ChangeCause cause, Instant startedAt) {
        var ttl = template.path("message_send_ttl_seconds");
        return new ReviewUpdate(
                cause,
                scalar(template.path("id")).orElse(null),
                text(template.path("status")).orElse(null),
                reason(template.path("rejected_reason")),
                category(template.path("category")),
                text(template.path("quality_score").path("score")).orElse(null),
                reasons(template.path("quality_score").path("reasons")),
                template.path("components").isArray() ? template.path("components") : null,
                text(template.path("parameter_format")).orElse(null),
                ttl.canConvertToInt() ? ttl.intValue() : null,
                startedAt);
    }

    /** Whether it was read from Meta, and not reported by a webhook. */
    boolean isRead() {
        return cause != ChangeCause.WEBHOOK;
    }

    /** Null if Meta gives no reason or {@code NONE}. */
    static @Nullable String reason(JsonNode value) {
        return scalar(value).filter(reason -> !reason.equals(NONE)).orElse(null);
    }

    /** Null for an absent or unknown category. */
    static @Nullable TemplateCategory category(JsonNode value) {
        return Arrays.stream(TemplateCategory.values())
                .filter(category -> category.name().equals(value.asText()))
                .findFirst()
                .orElse(null);
    }

    private static List<String> reasons(JsonNode values) {
        return elements(values).stream()
                .flatMap(value -> scalar(value).stream())
                .toList();
    }
}
