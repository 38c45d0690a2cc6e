package io.parley.messaging.channel.whatsapp.account;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.ChannelEvent.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A WhatsApp account as the Graph API describes it, in Meta's words; absent members are null. */
record AccountDetails(
        @Nullable String name,
        @Nullable String businessId,
        @Nullable String businessName,
        @Nullable String templateNamespace,
        @Nullable String onBehalfStatus,
        @Nullable String reviewStatus) {

    static AccountDetails of(JsonNode account) {
        var owner = account.path("owner_business_info");
        return new AccountDetails(
                scalar(account.path("name")).orElse(null),
                scalar(owner.path("id")).orElse(null),
                scalar(owner.path("name")).orElse(null),
                scalar(account.path("message_template_namespace")).orElse(null),
                scalar(account.path("on_behalf_of_business_info").path("status"))
                        .orElse(null),
                scalar(account.path("account_review_status")).orElse(null));
    }

    /** What has changed since the stored values, of what customers are notified of. */
    List<Change> changesSince(AccountDetailRow stored) {
        return stored.reviewStatus == null || reviewStatus == null || stored.reviewStatus.equals(reviewStatus)
                ? List.of()
                : List.of(new Change("accountReviewStatus", stored.reviewStatus, reviewStatus, null, List.of()));
    }

    void writeTo(AccountDetailRow row) {
        row.name = name;
        row.businessId = businessId;
        row.businessName = businessName;
        row.templateNamespace = templateNamespace;
        row.onBehalfStatus = onBehalfStatus;
        row.reviewStatus = reviewStatus;
    }
}
