package io.parley.template.api;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.problem.Problems;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.review.LifeCycleConfig;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateChanges;
import io.parley.template.store.TemplateRow;
import io.parley.template.submission.SubmissionWorker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Deletes a template: starts the grace period of all languages. They are deleted at Meta after the commit. */
@ApplicationScoped
class DeleteTemplate {
    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final SubmissionWorker submissions;
    private final LifeCycleConfig settings;

    DeleteTemplate(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            SubmissionWorker submissions,
            LifeCycleConfig settings) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.submissions = submissions;
        this.settings = settings;
    }

    /** Completes after the commit. A repeated deletion changes nothing. */
    Uni<Void> delete(WhatsAppAccount account, String name) {
        return changes.commit(change -> templates
                .lock(account.id(), name)
                .onItem()
                .ifNull()
                .failWith(() -> Problems.unknown("Template unknown"))
                .chain(template -> template.isDeleted() ? Uni.createFrom().voidItem() : delete(change, template)));
    }

    private Uni<Void> delete(TemplateChange change, TemplateRow template) {
        template.deletedAt = change.now();
        template.lockedUntil = change.now().plus(settings.nameLock());
        return localizations
                .of(template.id)
                .map(rows -> rows.stream()
                        .filter(row -> row.status != LocalizationStatus.DELETED)
                        .toList())
                .invoke(rows -> rows.forEach(row -> delete(change, template, row)))
                .chain(rows -> submissions.request(change, ids(rows)));
    }

    private static void delete(TemplateChange change, TemplateRow template, LocalizationRow row) {
        change.alter(template, row, ChangeCause.CUSTOMER, deleted -> {
            deleted.status = LocalizationStatus.DELETION_PENDING;
            deleted.expiresAt = template.lockedUntil;
            deleted.reason = null;
        });
    }

    private static List<UUID> ids(List<LocalizationRow> rows) {
        return rows.stream().map(row -> row.id).toList();
    }
}
