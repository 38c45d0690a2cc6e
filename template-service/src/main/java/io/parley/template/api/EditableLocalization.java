package io.parley.template.api;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.problem.Problems;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.content.TemplatePatchRequest;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.review.LifeCycleConfig;
import io.parley.template.review.ReconcileSchedule;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredLocalizations.Found;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateChanges;
import io.parley.template.store.TemplateRow;
import io.parley.template.submission.SubmissionWorker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Stores edits of a localization. */
@ApplicationScoped
class EditableLocalization {
    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final NewLocalization contents;
    private final SubmissionWorker submissions;
    private final ReconcileSchedule schedule;
    private final LifeCycleConfig settings;

    EditableLocalization(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            NewLocalization contents,
            SubmissionWorker submissions,
            ReconcileSchedule schedule,
            LifeCycleConfig settings) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.contents = contents;
        this.submissions = submissions;
        this.schedule = schedule;
        this.settings = settings;
    }

    /** Fails with 404 if there is none. */
    Uni<Found> find(WhatsAppAccount account, String name, String language) {
        return localizations
                .named(account.id(), name, TemplateLanguages.meta(language))
                .onItem()
                .ifNull()
                .failWith(() -> Problems.unknown("Template unknown"))
                .chain(row -> localizations.read(row.id))
                .onItem()
                .ifNull()
                .failWith(() -> Problems.unknown("Template unknown"));
    }

    /** Changes the customer's label; an empty one removes it. */
    Uni<Void> label(Found found, String label) {
        return alter(found, (change, template, row) -> {
            change.alter(
                    template,
                    row,
                    ChangeCause.CUSTOMER,
                    altered -> altered.userContext = label.isEmpty() ? null : label);
            return Uni.createFrom().voidItem();
        });
    }

    /** Changes a localization that Meta does not have, and submits it again. */
    Uni<Void> resubmit(Found found, TemplatePatchRequest request) {
        return alter(found, (change, template, row) -> {
            if (row.status != LocalizationStatus.SUBMIT_FAILED) {
                throw Problems.conflict(
                        "The localization was changed by another request; read it and repeat this one.");
            }
            change.alter(template, row, ChangeCause.CUSTOMER, altered -> {
                set(template, altered, request);
                altered.status = LocalizationStatus.REQUESTED;
                altered.reason = null;
            });
            return submissions.request(change, List.of(row.id));
        });
    }

    /** Stores an edit that Meta has accepted. Its review is reported like that of a submission. */
    Uni<Void> edited(Found found, TemplatePatchRequest request) {
        return alter(found, (change, template, row) -> {
                    change.alter(template, row, ChangeCause.CUSTOMER, altered -> {
                        set(template, altered, request);
                        review(altered, found.localization());
                    });
                    return Uni.createFrom().voidItem();
                })
                .chain(() -> schedule.advance(
                        found.template().whatsAppAccountId, settings.reconcile().pendingAfter()));
    }

    /**
     * A webhook that was stored during the call of Meta is newer than the acceptance of the edit.
     *
     * @param before the localization before the call
     */
    private static void review(LocalizationRow row, LocalizationRow before) {
        var isDecided = row.statusAt != null && !row.statusAt.equals(before.statusAt);
        if (!isDecided && row.status.canBecome(LocalizationStatus.PENDING)) {
            row.status = LocalizationStatus.PENDING;
            row.metaStatus = "PENDING";
            row.reason = null;
        }
    }

    private void set(TemplateRow template, LocalizationRow row, TemplatePatchRequest request) {
        if (request.category() != null) {
            row.category = request.category();
            template.category = request.category();
        } else {
            contents.setComponents(row, request.newComponents());
        }
    }

    private Uni<Void> alter(Found found, Edit edit) {
        return changes.commit(change -> templates
                .lock(found.template().id)
                .chain(template -> template == null || template.isDeleted()
                        ? Uni.createFrom().failure(Problems.unknown("Template unknown"))
                        : localizations
                                .findById(found.localization().id)
                                .onItem()
                                .ifNull()
                                .failWith(() -> Problems.unknown("Template unknown"))
                                .chain(row -> edit.apply(change, template, row))));
    }

    /** An edit within a transaction that has locked the template. */
    private interface Edit {
        Uni<Void> apply(TemplateChange change, TemplateRow template, LocalizationRow row);
    }
}
