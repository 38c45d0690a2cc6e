package io.parley.template.store;

import io.parley.model.fact.FactChange;
import io.parley.runtime.ids.Ids;
import io.parley.template.content.TemplateCategory;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.lifecycle.MetaStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of a localization whose changes are reported to others. */
record LocalizationState(
        LocalizationStatus status,
        @Nullable String metaStatus,
        @Nullable String reason,
        TemplateCategory category,
        @Nullable String quality,
        @Nullable String qualityReasons,
        String components,
        @Nullable Integer ttlSeconds,
        @Nullable String userContext,
        @Nullable String metaId,
        @Nullable Instant expiresAt) {

    static LocalizationState of(LocalizationRow row) {
        return new LocalizationState(
                row.status,
                row.metaStatus,
                row.reason,
                row.category,
                row.quality,
                row.qualityReasons,
                row.components,
                row.ttlSeconds,
                row.userContext,
                row.metaId,
                row.expiresAt);
    }

    boolean hasSameStatus(LocalizationState other) {
        return status == other.status && Objects.equals(metaStatus, other.metaStatus);
    }

    /** The changes that customers are notified of. */
    List<FactChange> changesSince(LocalizationState before, Instant now) {
        var changes = new ArrayList<FactChange>();
        add(changes, "status", before.reported(), reported(), reason, now);
        add(changes, "category", before.category.name(), category.name(), null, now);
        if (quality != null) {
            add(changes, "qualityRating", score(before.quality), score(quality), null, now);
        }
        return changes;
    }

    private String reported() {
        return MetaStatus.reported(status, metaStatus);
    }

    /** The contract's value; Meta reports UNKNOWN for a template that was hardly sent, which is no change. */
    private static String score(@Nullable String quality) {
        return quality == null || quality.equals("UNKNOWN") ? "unknown" : quality;
    }

    private static void add(
            List<FactChange> changes,
            String property,
            String before,
            String after,
            @Nullable String reason,
            Instant now) {
        if (!after.equals(before)) {
            changes.add(new FactChange(Ids.next(), property, before, after, reason, now));
        }
    }
}
