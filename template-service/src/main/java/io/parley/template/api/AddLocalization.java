package io.parley.template.api;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.problem.Problems;
import io.parley.template.content.LocalizationRequest;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.lifecycle.LocalizationStatus;
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
import org.jspecify.annotations.Nullable;

/** Adds a language to a template. */
@ApplicationScoped
class AddLocalization {
    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations stored;
    private final NewLocalization localizations;
    private final SubmissionWorker submissions;
    private final RequestLint lint;

    AddLocalization(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations stored,
            NewLocalization localizations,
            SubmissionWorker submissions,
            RequestLint lint) {
        this.changes = changes;
        this.templates = templates;
        this.stored = stored;
        this.localizations = localizations;
        this.submissions = submissions;
        this.lint = lint;
    }

    /** Completes after the commit. */
    Uni<Void> add(WhatsAppAccount account, String name, LocalizationRequest request) {
        return changes.commit(change -> templates
                .lock(account.id(), name)
                .onItem()
                .ifNull()
                .failWith(() -> Problems.unknown("Template unknown"))
                .invoke(AddLocalization::requireExisting)
                .invoke(template -> request.check(template.category))
                .call(template -> stored.of(template.id, TemplateLanguages.meta(request.language()))
                        .chain(existing -> requireFree(change, template, existing)))
                .chain(template -> store(change, template, request)));
    }

    private static void requireExisting(TemplateRow template) {
        if (template.isDeleted()) {
            throw NameConflicts.of(template);
        }
    }

    /** A localization that was deleted at Meta is replaced after its grace period. */
    private static Uni<Void> requireFree(
            TemplateChange change, TemplateRow template, @Nullable LocalizationRow existing) {
        if (existing == null) {
            return Uni.createFrom().voidItem();
        }
        if (existing.status != LocalizationStatus.DELETED) {
            throw NameConflicts.languageExists(template.name, existing.language);
        }
        if (existing.expiresAt != null && existing.expiresAt.isAfter(change.now())) {
            throw NameConflicts.locked(template.name, existing.expiresAt);
        }
        return LocalizationRow.delete("id", existing.id).replaceWithVoid();
    }

    private Uni<Void> store(TemplateChange change, TemplateRow template, LocalizationRequest request) {
        var warnings = lint.check(template, request);
        var row = localizations.row(change, template, request, warnings);
        return row.persist().chain(() -> submissions.request(change, List.of(row.id)));
    }
}
