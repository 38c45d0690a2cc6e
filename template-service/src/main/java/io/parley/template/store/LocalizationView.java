package io.parley.template.store;

import io.parley.runtime.sql.SqlRow;
import io.parley.template.content.TemplateCategory;
import io.parley.template.lifecycle.LocalizationStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What customers see of a {@link LocalizationRow}, whose members it has. */
public record LocalizationView(
        String language,
        TemplateCategory category,
        String components,
        @Nullable Integer ttlSeconds,
        @Nullable String userContext,
        LocalizationStatus status,
        @Nullable String metaStatus,
        @Nullable String reason,
        @Nullable String quality,
        @Nullable String qualityReasons,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Instant updatedAt) {

    public static LocalizationView of(LocalizationRow row) {
        return new LocalizationView(
                row.language,
                row.category,
                row.components,
                row.ttlSeconds,
                row.userContext,
                row.status,
                row.metaStatus,
                row.reason,
                row.quality,
                row.qualityReasons,
                row.expiresAt,
                row.createdAt,
                row.updatedAt);
    }

    static LocalizationView of(SqlRow row) {
        return new LocalizationView(
                row.text("language"),
                TemplateCategory.valueOf(row.text("category")),
                row.text("components"),
                row.integerOrNull("ttl_seconds"),
                row.textOrNull("user_context"),
                LocalizationStatus.valueOf(row.text("status")),
                row.textOrNull("meta_status"),
                row.textOrNull("reason"),
                row.textOrNull("quality"),
                row.textOrNull("quality_reasons"),
                row.instantOrNull("expires_at"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
