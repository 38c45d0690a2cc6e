package io.parley.template.review;

import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.failure.Failures;
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
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Ends grace periods: the localizations become DELETED, and the name can be used again. One transaction for those that are
 * due; if one of them makes it fail, the others are expired without it.
 */
@ApplicationScoped
class ExpireTemplates {
    private static final int BATCH = 100;

    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final InstantSource time;
    private final GroupCommit<UUID, Void> expiries;
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
        this.expiries = GroupCommit.named("template-expiry")
                .lanes(1)
                .batch(BATCH)
                .splitOn(failure -> !Failures.isOutage(failure))
                .build(this::expire);
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
        return templates
                .expired(time.instant(), BATCH)
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : Uni.join()
                                .all(ids.stream().map(expiries::commit).toList())
                                .andCollectFailures()
                                .replaceWithVoid());
    }

    private Uni<List<Void>> expire(List<UUID> templateIds) {
        return changes.commit(change -> templates.lockAll(templateIds).chain(locked -> expire(change, locked)))
                .map(expired -> Collections.nCopies(templateIds.size(), null));
    }

    /** Another instance may have expired some meanwhile. */
    private Uni<Void> expire(TemplateChange change, List<TemplateRow> locked) {
        var expired =
                locked.stream().filter(template -> isExpired(template, change)).toList();
        return localizations
                .ofAll(expired.stream().map(template -> template.id).toList())
                .invoke(rows -> expired.forEach(template -> {
                    rows.getOrDefault(template.id, List.of()).forEach(row -> expire(change, template, row));
                    template.releasedAt = change.now();
                }))
                .replaceWithVoid();
    }

    private static boolean isExpired(TemplateRow template, TemplateChange change) {
        return template.lockedUntil != null && !template.isReleased() && !template.lockedUntil.isAfter(change.now());
    }

    private static void expire(TemplateChange change, TemplateRow template, LocalizationRow row) {
        change.alter(template, row, ChangeCause.EXPIRY, deleted -> deleted.status = LocalizationStatus.DELETED);
        change.forget(template, row);
    }
}
