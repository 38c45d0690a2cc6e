package io.parley.template.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateChanges;
import io.parley.template.store.TemplateRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores what Meta reports about a stored localization. */
@ApplicationScoped
public class RecordReview {
    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final ApplyReview apply;
    private final DeletedAtMeta deleted;

    RecordReview(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            ApplyReview apply,
            DeletedAtMeta deleted) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.apply = apply;
        this.deleted = deleted;
    }

    /**
     * Stores what a read of one template returned, or the response to its submission.
     *
     * @param startedAt start of the call
     */
    public Uni<Void> read(UUID localizationId, JsonNode template, ChangeCause cause, Instant startedAt) {
        return record(localizationId, ReviewUpdate.ofRead(template, cause, startedAt));
    }

    /** Stores that a template is missing in Meta's list. */
    Uni<Void> missing(UUID localizationId, Instant startedAt) {
        return record(
                localizationId,
                new ReviewUpdate(
                        ChangeCause.RECONCILER,
                        null,
                        "DELETED",
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        startedAt));
    }

    private Uni<Void> record(UUID localizationId, ReviewUpdate update) {
        return localizations
                .read(localizationId)
                .chain(found -> found == null
                        ? Uni.createFrom().voidItem()
                        : changes.commit(change -> templates
                                .lock(found.template().id)
                                .chain(template -> record(change, template, localizationId, update))));
    }

    private Uni<Void> record(
            TemplateChange change, @Nullable TemplateRow template, UUID localizationId, ReviewUpdate update) {
        if (template == null) {
            return Uni.createFrom().voidItem();
        }
        return localizations
                .of(template.id)
                .invoke(rows -> rows.stream()
                        .filter(row -> row.id.equals(localizationId))
                        .forEach(row -> alter(change, template, rows, row, update)))
                .replaceWithVoid();
    }

    /**
     * Alters a localization of a template that the transaction has locked.
     *
     * @param rows all localizations of the template
     */
    void alter(
            TemplateChange change,
            TemplateRow template,
            List<LocalizationRow> rows,
            LocalizationRow row,
            ReviewUpdate update) {
        if (template.isReleased()) {
            return; // its facts are removed from the topic, and a new one would stay there
        }
        change.alter(template, row, update.cause(), altered -> {
            apply.apply(template, altered, update);
            deleted.expire(altered, change.now());
        });
        deleted.lockName(template, rows, change.now());
    }
}
