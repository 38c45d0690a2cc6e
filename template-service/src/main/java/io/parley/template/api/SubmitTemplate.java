package io.parley.template.api;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.template.content.WhatsAppTemplateRequest;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateChanges;
import io.parley.template.store.TemplateRow;
import io.parley.template.submission.SubmissionWorker;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Stores a template with its localizations, which are submitted to Meta after the commit. */
@ApplicationScoped
class SubmitTemplate {
    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final NewLocalization contents;
    private final SubmissionWorker submissions;
    private final RequestLint lint;

    SubmitTemplate(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            NewLocalization contents,
            SubmissionWorker submissions,
            RequestLint lint) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.contents = contents;
        this.submissions = submissions;
        this.lint = lint;
    }

    /** Completes after the commit. */
    Uni<Void> submit(WhatsAppAccount account, WhatsAppTemplateRequest request) {
        request.check();
        var warnings = lint.check(request);
        return changes.commit(change -> templates
                        .lock(account.id(), request.name())
                        .chain(existing -> requireFree(change, existing))
                        .chain(() -> store(change, account, request, warnings)))
                .onFailure(ConstraintViolationException.class)
                .transform(duplicate -> NameConflicts.exists(request.name()));
    }

    /** The row of a deleted template whose name can be used again is replaced. */
    private Uni<Void> requireFree(TemplateChange change, @Nullable TemplateRow existing) {
        if (existing == null) {
            return Uni.createFrom().voidItem();
        }
        if (!existing.isUnlocked(change.now())) {
            throw NameConflicts.of(existing);
        }
        return localizations
                .of(existing.id)
                .invoke(rows -> rows.forEach(row -> change.forget(existing, row)))
                .chain(existing::delete)
                .call(() -> Panache.flush());
    }

    private Uni<Void> store(
            TemplateChange change,
            WhatsAppAccount account,
            WhatsAppTemplateRequest request,
            List<@Nullable String> warnings) {
        var template = TemplateRow.of(account, request.name(), request.category(), change.now());
        template.allowsCategoryChange = request.allowsCategoryChange();
        var rows = IntStream.range(0, warnings.size())
                .mapToObj(i ->
                        contents.row(change, template, request.localizations().get(i), warnings.get(i)))
                .toList();
        var all = new ArrayList<Object>(rows);
        all.addFirst(template);
        return Panache.getSession()
                .chain(session -> session.persistAll(all.toArray()))
                .chain(() -> submissions.request(
                        change, rows.stream().map(row -> row.id).toList()));
    }
}
