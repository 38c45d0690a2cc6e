package io.parley.template.review;

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
    private final RecordWebhooks webhooks;

    ReviewTemplates(Directory directory, RecordWebhooks webhooks) {
        this.directory = directory;
        this.webhooks = webhooks;
    }

    /** A webhook about an account of no customer is ignored. */
    Uni<Void> apply(Review review) {
        return directory
                .whatsAppAccountByWabaId(review.wabaId())
                .map(account -> webhooks.store(account, review))
                .orElseGet(() -> ignore(review));
    }

    private static Uni<Void> ignore(Review review) {
        Log.infof("template event of an unknown account ignored wabaId=%s", review.wabaId());
        return Uni.createFrom().voidItem();
    }
}
