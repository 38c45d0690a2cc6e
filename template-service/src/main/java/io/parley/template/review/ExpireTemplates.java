package io.parley.template.review;

import io.parley.runtime.background.PeriodicTask;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateChanges;
import io.parley.template.store.TemplateRow;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.UUID;

/** Ends grace periods: the localizations become DELETED, and the name can be used again. */
@ApplicationScoped
class ExpireTemplates {
    private static final int BATCH = 100;

    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final InstantSource time;
    private final PeriodicTask task;

    ExpireTemplates(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            LifeCycleConfig settings,
            InstantSource time,
            Vertx vertx) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.time = time;
        this.task = PeriodicTask.named("template-expiry")
                .every(settings.expiryPoll())
                .build(vertx, this::expireAll);
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    private Uni<Void> expireAll() {
        return templates.expired(time.instant(), BATCH).chain(ids -> Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(this::expire)
                .onItem()
                .ignoreAsUni());
    }

    private Uni<Void> expire(UUID templateId) {
        return changes.commit(change -> templates
                .lock(templateId)
                .chain(template -> isExpired(template, change)
                        ? localizations
                                .of(templateId)
                                .invoke(rows -> rows.forEach(row -> expire(change, template, row)))
                                .invoke(() -> template.releasedAt = change.now())
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem()));
    }

    /** Another instance may have expired it meanwhile. */
    private static boolean isExpired(TemplateRow template, TemplateChange change) {
        return template != null && !template.isReleased() && !template.lockedUntil.isAfter(change.now());
    }

    private static void expire(TemplateChange change, TemplateRow template, LocalizationRow row) {
        change.alter(template, row, ChangeCause.EXPIRY, deleted -> deleted.status = LocalizationStatus.DELETED);
        change.forget(template, row);
    }
}
