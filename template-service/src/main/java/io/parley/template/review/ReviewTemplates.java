package io.parley.template.review;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.template.review.ReviewReader.Review;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Applies webhooks about templates. A template that is unknown here was created at Meta, and changed components are not
 * in the webhook as Meta returns them: both are read with the next comparison of the account, which becomes due at once.
 */
@ApplicationScoped
class ReviewTemplates {
    private final Directory directory;
    private final RecordReview record;
    private final ReconcileSchedule schedule;

    ReviewTemplates(Directory directory, RecordReview record, ReconcileSchedule schedule) {
        this.directory = directory;
        this.record = record;
        this.schedule = schedule;
    }

    /** A webhook about an account of no customer is ignored. */
    Uni<Void> apply(Review review) {
        return directory
                .whatsAppAccountByWabaId(review.wabaId())
                .map(account -> apply(account, review))
                .orElseGet(() -> ignore(review));
    }

    private Uni<Void> apply(WhatsAppAccount account, Review review) {
        return record.webhook(account, review)
                .chain(isKnown ->
                        isKnown && review.isComplete() ? Uni.createFrom().voidItem() : schedule.makeDue(account.id()));
    }

    private static Uni<Void> ignore(Review review) {
        Log.infof("template event of an unknown account ignored wabaId=%s", review.wabaId());
        return Uni.createFrom().voidItem();
    }
}
