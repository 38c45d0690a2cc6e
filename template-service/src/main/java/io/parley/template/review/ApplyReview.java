package io.parley.template.review;

import io.parley.runtime.graph.ReadOrder;
import io.parley.template.content.ComponentJson;
import io.parley.template.content.ContractComponents;
import io.parley.template.content.TemplateShapes;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.lifecycle.MetaStatus;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.TemplateRow;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies what Meta reports to a localization, in any order of arrival and any number of times: each property has the
 * newest value of Meta's, and no transition is made that is not legal.
 */
@Singleton
class ApplyReview {
    private final ComponentJson json;

    ApplyReview(ComponentJson json) {
        this.json = json;
    }

    void apply(TemplateRow template, LocalizationRow row, ReviewUpdate update) {
        if (update.metaId() != null) {
            row.metaId = update.metaId();
        }
        status(template, row, update);
        category(template, row, update);
        quality(row, update);
        components(row, update);
    }

    private static void status(TemplateRow template, LocalizationRow row, ReviewUpdate update) {
        var metaStatus = update.status();
        if (metaStatus == null || !isCurrent(update, row.statusAt, row)) {
            return;
        }
        var target = MetaStatus.contractStatus(metaStatus).orElse(row.status);
        if (target != row.status && !isAllowed(template, row, target)) {
            return;
        }
        var isChanged = !metaStatus.equals(row.metaStatus) || target != row.status;
        row.statusAt = reportedAt(update, row.statusAt);
        if (isChanged) {
            row.reason = reason(row, metaStatus, update.reason(), target);
            row.status = target;
            row.metaStatus = metaStatus;
            row.readAt = readAt(update, row);
        }
    }

    /** What the customer has deleted stays deleted, whatever Meta reports in the meantime. */
    private static boolean isAllowed(TemplateRow template, LocalizationRow row, LocalizationStatus target) {
        return row.status.canBecome(target) && (!template.isDeleted() || target == LocalizationStatus.DELETED);
    }

    /** Meta's lists have a reason only of rejected templates; a webhook may have given the reason of another state. */
    private static @Nullable String reason(
            LocalizationRow row, String metaStatus, @Nullable String given, LocalizationStatus target) {
        if (given != null) {
            return given;
        }
        if (metaStatus.equals(row.metaStatus)) {
            return row.reason;
        }
        return target == LocalizationStatus.REJECTED || target == LocalizationStatus.SUBMIT_FAILED ? metaStatus : null;
    }

    private static void category(TemplateRow template, LocalizationRow row, ReviewUpdate update) {
        if (update.category() == null || !isCurrent(update, row.categoryAt, row)) {
            return;
        }
        row.categoryAt = reportedAt(update, row.categoryAt);
        if (update.category() != row.category) {
            row.category = update.category();
            template.category = update.category();
            row.readAt = readAt(update, row);
        }
    }

    private void quality(LocalizationRow row, ReviewUpdate update) {
        if (update.quality() == null || !isCurrent(update, row.qualityAt, row)) {
            return;
        }
        row.qualityAt = reportedAt(update, row.qualityAt);
        var reasons = update.qualityReasons().isEmpty() ? null : json.text(update.qualityReasons());
        // A webhook has the score only, so the reasons of the same score stay.
        if (!update.quality().equals(row.quality)
                || (update.isRead() && !Objects.equals(reasons, row.qualityReasons))) {
            row.quality = update.quality();
            row.qualityReasons = reasons;
            row.readAt = readAt(update, row);
        }
    }

    private void components(LocalizationRow row, ReviewUpdate update) {
        if (update.components() == null || !isCurrent(update, row.componentsAt, row)) {
            return;
        }
        var read = json.write(ContractComponents.of(update.components()));
        if (!json.isSame(read, row.components)) {
            row.components = read;
            row.shape = json.text(TemplateShapes.of(update.components(), update.parameterFormat()));
            row.readAt = readAt(update, row);
        }
        if (update.ttlSeconds() != null) {
            row.ttlSeconds = update.ttlSeconds();
        }
    }

    private static boolean isCurrent(ReviewUpdate update, @Nullable Instant reportedAt, LocalizationRow row) {
        return update.isRead()
                ? ReadOrder.isReadCurrent(update.at(), reportedAt)
                        && (row.readAt == null || !row.readAt.isAfter(update.at()))
                : ReadOrder.isWebhookCurrent(update.at(), reportedAt, row.readAt);
    }

    private static @Nullable Instant reportedAt(ReviewUpdate update, @Nullable Instant before) {
        return update.isRead() ? before : update.at();
    }

    private static @Nullable Instant readAt(ReviewUpdate update, LocalizationRow row) {
        return update.isRead() ? update.at() : row.readAt;
    }
}
