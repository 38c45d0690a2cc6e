package io.parley.template.review;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.model.fact.TemplateFact;
import io.parley.template.graph.GraphTemplates;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredLocalizations.KnownAtMeta;
import io.parley.template.store.TemplateChanges;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the templates of an account with Meta's list. Each page is stored when it was read, so that a failure leaves
 * the pages before it current. Templates that are unknown here are imported.
 */
@ApplicationScoped
class ReconcileAccount {
    /** Meta's limit for an account, 6,000 templates, is far below the 100,000 of these pages. */
    private static final int MAX_PAGES = 1_000;

    /** Templates that are missing in Meta's list are looked up one by one, so that no error of a list deletes them. */
    private static final int MAX_LOOKUPS = 50;

    /** Meta's lists may lag behind the response to a submission. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final GraphTemplates graph;
    private final StorePage store;
    private final RecordReview record;
    private final StoredLocalizations localizations;
    private final TemplateChanges changes;
    private final InstantSource time;

    ReconcileAccount(
            GraphTemplates graph,
            StorePage store,
            RecordReview record,
            StoredLocalizations localizations,
            TemplateChanges changes,
            InstantSource time) {
        this.graph = graph;
        this.store = store;
        this.record = record;
        this.localizations = localizations;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Compares an account. Fails with a {@link io.parley.runtime.graph.GraphFailure} if a call fails.
     *
     * @return whether it is published that the list is complete; false if facts about it are not published yet
     */
    Uni<Boolean> reconcile(WhatsAppAccount account) {
        var startedAt = now();
        var seen = new HashSet<String>();
        return pages(account, null, 1, seen)
                .chain(() -> findMissing(account, seen, startedAt))
                .chain(isComplete -> isComplete
                        ? publishInventory(account)
                        : Uni.createFrom().item(false));
    }

    /** States that it is not known whether the list is complete, so that messaging-service lets Meta decide again. */
    Uni<Void> withdrawInventory(WhatsAppAccount account) {
        return changes.commit(change -> {
            change.withdrawInventory(account.id());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> pages(WhatsAppAccount account, @Nullable String after, int page, Set<String> seen) {
        var startedAt = now();
        return graph.page(account, after)
                .invoke(list -> list.items().forEach(template -> addId(template, seen)))
                .call(list -> store.store(account, list.items(), startedAt))
                .chain(list -> list.next().isPresent() && page < MAX_PAGES
                        ? pages(account, list.next().get(), page + 1, seen)
                        : Uni.createFrom().voidItem());
    }

    private static void addId(JsonNode template, Set<String> seen) {
        scalar(template.path("id")).ifPresent(seen::add);
    }

    /** Returns whether all missing ones were looked up. */
    private Uni<Boolean> findMissing(WhatsAppAccount account, Set<String> seen, Instant startedAt) {
        var settled = startedAt.minus(SETTLING);
        return localizations
                .known(account.id())
                .map(known -> known.stream()
                        .filter(found -> !seen.contains(found.metaId()))
                        .filter(found -> found.updatedAt().isBefore(settled))
                        .toList())
                .call(missing -> lookUp(account, missing))
                .map(missing -> missing.size() <= MAX_LOOKUPS);
    }

    private Uni<Void> lookUp(WhatsAppAccount account, List<KnownAtMeta> missing) {
        return Multi.createFrom()
                .iterable(missing.subList(0, Math.min(MAX_LOOKUPS, missing.size())))
                .onItem()
                .transformToUniAndConcatenate(found -> lookUp(account, found))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> lookUp(WhatsAppAccount account, KnownAtMeta known) {
        var startedAt = now();
        return graph.find(account, known.name(), known.language())
                .chain(template -> template.isPresent()
                        ? store.store(account, List.of(template.get()), startedAt)
                        : record.missing(known.id(), startedAt));
    }

    /** States that the list is complete, once the broker has all facts about it. */
    private Uni<Boolean> publishInventory(WhatsAppAccount account) {
        return changes.arePublished()
                .call(arePublished -> arePublished
                        ? changes.commit(change -> {
                            change.publish(new TemplateFact.Inventory(
                                    TemplateFact.SCHEMA,
                                    account.accountId(),
                                    account.id(),
                                    account.wabaId(),
                                    change.now().toEpochMilli(),
                                    change.now()));
                            return Uni.createFrom().voidItem();
                        })
                        : Uni.createFrom().voidItem());
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
