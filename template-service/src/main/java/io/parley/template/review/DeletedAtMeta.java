package io.parley.template.review;

import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.TemplateRow;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The grace period of templates that were deleted at Meta and not here: Meta locks their names, too. */
@Singleton
class DeletedAtMeta {
    private final LifeCycleConfig settings;

    DeletedAtMeta(LifeCycleConfig settings) {
        this.settings = settings;
    }

    /** Sets the end of the grace period of a localization that Meta has deleted. */
    void expire(LocalizationRow row, Instant now) {
        if (row.status == LocalizationStatus.DELETED && row.expiresAt == null) {
            row.expiresAt = now.plus(settings.nameLock());
        }
    }

    /** Locks the name when the last localization is deleted. */
    void lockName(TemplateRow template, List<LocalizationRow> rows, Instant now) {
        if (!template.isDeleted() && rows.stream().allMatch(row -> row.status == LocalizationStatus.DELETED)) {
            template.deletedAt = now;
            template.lockedUntil = now.plus(settings.nameLock());
        }
    }
}
