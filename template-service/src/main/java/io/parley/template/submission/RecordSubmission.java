package io.parley.template.submission;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.json.ProviderJson;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.review.LifeCycleConfig;
import io.parley.template.review.ReconcileSchedule;
import io.parley.template.review.RecordReview;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredLocalizations.Found;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateChanges;
import io.parley.template.store.TemplateRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores results of submissions. */
@ApplicationScoped
class RecordSubmission {
    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final RecordReview review;
    private final ReconcileSchedule schedule;
    private final LifeCycleConfig settings;
    private final InstantSource time;

    RecordSubmission(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            RecordReview review,
            ReconcileSchedule schedule,
            LifeCycleConfig settings,
            InstantSource time) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.review = review;
        this.schedule = schedule;
        this.settings = settings;
        this.time = time;
    }

    /**
     * Stores that Meta has the template, and the status that it returned. A webhook may have been stored before.
     *
     * @param created Meta's response, or what a look-up returned
     * @param startedAt start of the call
     */
    Uni<Void> submitted(WhatsAppAccount account, Found found, JsonNode created, Instant startedAt) {
        var metaId = ProviderJson.scalar(created.path("id")).orElse(null);
        return alter(found, row -> {
                    row.metaId = metaId;
                    if (row.status == LocalizationStatus.REQUESTED) {
                        row.status = LocalizationStatus.SUBMITTED;
                    }
                })
                .chain(() -> review.read(found.localization().id, created, ChangeCause.SUBMISSION, startedAt))
                .chain(() -> awaitReview(account));
    }

    /** Schedules the comparison that finds Meta's decision if no webhook reports it. */
    Uni<Void> awaitReview(WhatsAppAccount account) {
        return schedule.advance(account.id(), settings.reconcile().pendingAfter());
    }

    /** Stores why Meta does not have the template. */
    Uni<Void> refused(Found found, String reason) {
        return alter(found, row -> {
            if (row.status == LocalizationStatus.REQUESTED) {
                row.status = LocalizationStatus.SUBMIT_FAILED;
                row.reason = reason;
            }
        });
    }

    /**
     * Stores that Meta no longer has a deleted template.
     *
     * @param metaId of what was deleted; null if Meta had nothing
     */
    Uni<Void> deleted(Found found, @Nullable String metaId) {
        return alter(found, row -> {
            row.deletedAtMeta = time.instant();
            row.metaId = metaId == null ? row.metaId : metaId;
        });
    }

    private Uni<Void> alter(Found found, Consumer<LocalizationRow> alteration) {
        return changes.commit(change -> templates
                .lock(found.template().id)
                .chain(template -> template == null
                        ? Uni.createFrom().voidItem()
                        : alter(change, template, found.localization().id, alteration)));
    }

    private Uni<Void> alter(
            TemplateChange change, TemplateRow template, UUID localizationId, Consumer<LocalizationRow> alteration) {
        return localizations
                .findById(localizationId)
                .invoke(row -> {
                    if (row != null) {
                        change.alter(template, row, ChangeCause.SUBMISSION, alteration);
                    }
                })
                .replaceWithVoid();
    }
}
