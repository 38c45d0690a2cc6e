package io.parley.template.store;

import io.parley.model.Topics;
import io.parley.runtime.bus.TopicIds;
import io.parley.runtime.outbox.RepublishOnLoss;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/**
 * Publishes the facts about all templates again when their topic was lost. That the list of an account is complete is
 * published by its next comparison with Meta.
 */
@ApplicationScoped
class RepublishTemplates {
    private static final int BATCH = 100;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final RepublishOnLoss topic;

    RepublishTemplates(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            TopicIds topics,
            Vertx vertx,
            Pool pool) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.topic = new RepublishOnLoss(Topics.TEMPLATE_FACTS, topics, vertx, pool, () -> publishAfter(BEFORE_ALL));
    }

    void start(@Observes StartupEvent event) {
        topic.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        topic.stop();
    }

    private Uni<Void> publishAfter(UUID last) {
        return templates
                .unreleasedAfter(last, BATCH)
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publish(ids).chain(() -> publishAfter(ids.getLast())));
    }

    private Uni<Void> publish(List<UUID> ids) {
        return changes.commit(change -> templates.lockAll(ids).chain(rows -> localizations
                .ofAll(rows.stream().map(row -> row.id).toList())
                .invoke(found -> rows.forEach(template -> found.getOrDefault(template.id, List.of())
                        .forEach(localization -> change.publishAgain(template, localization))))
                .replaceWithVoid()));
    }
}
