package io.parley.template.store;

import io.parley.runtime.sql.SqlRow;
import io.parley.template.content.TemplateCategory;
import io.parley.template.lifecycle.LocalizationStatus;
import java.time.Instant;

/** What customers see of a {@link LocalizationRow}, whose members it has. */
public record LocalizationView(
        String language,
        TemplateCategory category,
        String components,
        Integer ttlSeconds,
        String userContext,
        LocalizationStatus status,
        String metaStatus,
        String reason,
        String quality,
        String qualityReasons,
        Instant expiresAt,
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
                row.text("user_context"),
                LocalizationStatus.valueOf(row.text("status")),
                row.text("meta_status"),
                row.text("reason"),
                row.text("quality"),
                row.text("quality_reasons"),
                row.instant("expires_at"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
