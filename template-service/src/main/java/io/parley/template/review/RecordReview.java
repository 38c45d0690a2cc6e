package io.parley.template.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.template.store.ChangeCause;
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
     * Stores what a webhook reports. The template is found by Meta's id, or by name and language as long as the id is
     * not known.
     *
     * @return false if the template is unknown here
     */
    Uni<Boolean> webhook(WhatsAppAccount account, ReviewReader.Review review) {
        return find(account, review)
                .chain(id -> id == null
                        ? Uni.createFrom().item(false)
                        : record(id, review.update()).replaceWith(true));
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

    private Uni<UUID> find(WhatsAppAccount account, ReviewReader.Review review) {
        var metaId = review.update().metaId();
        var known = metaId == null
                ? Uni.createFrom().<StoredLocalizations.Found>nullItem()
                : localizations.byMetaId(account.id(), metaId);
        return known.chain(found ->
                found == null ? byName(account, review) : Uni.createFrom().item(found.localization().id));
    }

    private Uni<UUID> byName(WhatsAppAccount account, ReviewReader.Review review) {
        if (review.name() == null || review.language() == null) {
            return Uni.createFrom().nullItem();
        }
        return localizations
                .named(account.id(), review.name(), review.language())
                .map(row -> row == null || row.metaId != null ? null : row.id);
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

    private Uni<Void> record(TemplateChange change, TemplateRow template, UUID localizationId, ReviewUpdate update) {
        if (template == null) {
            return Uni.createFrom().voidItem();
        }
        return localizations
                .of(template.id)
                .invoke(rows -> rows.stream()
                        .filter(row -> row.id.equals(localizationId))
                        .forEach(row -> {
                            change.alter(template, row, update.cause(), altered -> {
                                apply.apply(template, altered, update);
                                deleted.expire(altered, change.now());
                            });
                            deleted.lockName(template, rows, change.now());
                        }))
                .replaceWithVoid();
    }
}
