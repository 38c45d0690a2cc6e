package io.parley.template.review;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.failure.Failures;
import io.parley.template.review.ReviewReader.Review;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateChanges;
import io.parley.template.store.TemplateRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores what webhooks report: those that arrive together in one transaction, in their order. If the content of one makes
 * the transaction fail, the others are stored without it. A template is found by Meta's id, or by name and language as long
 * as the id is not known.
 */
@ApplicationScoped
class RecordWebhooks {
    private final TemplateChanges changes;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final RecordReview record;
    private final ReconcileSchedule schedule;
    private final GroupCommit<AccountReview, Void> webhooks;

    RecordWebhooks(
            TemplateChanges changes,
            StoredTemplates templates,
            StoredLocalizations localizations,
            RecordReview record,
            ReconcileSchedule schedule) {
        this.changes = changes;
        this.templates = templates;
        this.localizations = localizations;
        this.record = record;
        this.schedule = schedule;
        this.webhooks = GroupCommit.named("template-webhooks")
                .lanes(1)
                .splitOn(failure -> !Failures.isOutage(failure))
                .build(this::storeAll);
    }

    /**
     * Completes after the commit. The account is compared with Meta's list at once if the template is unknown here, or if
     * the webhook does not contain what has changed.
     */
    Uni<Void> store(WhatsAppAccount account, Review review) {
        return webhooks.commit(new AccountReview(account, review));
    }

    private Uni<List<Void>> storeAll(List<AccountReview> reviews) {
        return changes.commit(change -> candidates(reviews)
                        .chain(templates::lockAll)
                        .chain(locked -> rows(locked).map(rows -> new Locked(change, locked, rows)))
                        .map(locked -> reviews.stream()
                                .filter(given -> !locked.store(given) || !given.review.isComplete())
                                .map(given -> given.account.id())
                                .collect(Collectors.toSet())))
                .call(schedule::makeDue)
                .map(stored -> Collections.nCopies(reviews.size(), null));
    }

    /** Ids of the templates that the webhooks can mean. */
    private Uni<Set<UUID>> candidates(List<AccountReview> reviews) {
        var metaIds = reviews.stream()
                .map(AccountReview::metaId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return localizations
                .templatesOf(metaIds)
                .chain(known -> templates.named(names(reviews, known.keySet())).map(named -> {
                    var all = new HashSet<>(known.values());
                    all.addAll(named);
                    return all;
                }));
    }

    /** Names by account, of webhooks whose ids are not known. */
    private static Map<UUID, Set<String>> names(List<AccountReview> reviews, Set<String> known) {
        return reviews.stream()
                .filter(given -> !known.contains(given.metaId()) && given.review.name() != null)
                .collect(Collectors.groupingBy(
                        given -> given.account.id(),
                        Collectors.mapping(given -> given.review.name(), Collectors.toSet())));
    }

    private Uni<Map<UUID, List<LocalizationRow>>> rows(List<TemplateRow> locked) {
        return localizations.ofAll(locked.stream().map(row -> row.id).toList());
    }

    /** A webhook about a template of a customer's account. */
    private record AccountReview(WhatsAppAccount account, Review review) {
        /** Null if Meta does not give it. */
        @Nullable
        String metaId() {
            return review.update().metaId();
        }

        boolean means(TemplateRow template, LocalizationRow row) {
            return row.metaId == null
                    ? template.name.equals(review.name()) && row.metaLanguage.equals(review.language())
                    : row.metaId.equals(metaId());
        }
    }

    /** The templates of a batch, locked in its transaction. */
    private final class Locked {
        private final TemplateChange change;
        private final List<TemplateRow> all;
        private final Map<UUID, List<LocalizationRow>> rows;

        private Locked(TemplateChange change, List<TemplateRow> all, Map<UUID, List<LocalizationRow>> rows) {
            this.change = change;
            this.all = all;
            this.rows = rows;
        }

        /** Returns false if the template is unknown here. */
        private boolean store(AccountReview given) {
            return all.stream()
                    .filter(template -> template.whatsAppAccountId.equals(given.account.id()))
                    .anyMatch(template -> store(template, given));
        }

        private boolean store(TemplateRow template, AccountReview given) {
            var ofTemplate = rows.getOrDefault(template.id, List.of());
            var meant = ofTemplate.stream()
                    .filter(row -> given.means(template, row))
                    .findFirst();
            meant.ifPresent(row -> record.alter(change, template, ofTemplate, row, given.review.update()));
            return meant.isPresent();
        }
    }
}
