package io.parley.messaging.channel.whatsapp.account;

import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.truth;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.ChannelEvent.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A phone number as the Graph API describes it, in Meta's words; absent members are null. */
record NumberDetails(
        @Nullable String phoneNumberId,
        @Nullable String displayPhoneNumber,
        @Nullable String verifiedName,
        @Nullable String qualityRating,
        @Nullable String status,
        @Nullable String nameStatus,
        @Nullable String messagingTier,
        @Nullable String businessLimit,
        @Nullable Boolean official) {

    static NumberDetails of(JsonNode number) {
        return new NumberDetails(
                scalar(number.path("id")).orElse(null),
                scalar(number.path("display_phone_number")).orElse(null),
                scalar(number.path("verified_name")).orElse(null),
                scalar(number.path("quality_rating")).orElse(null),
                scalar(number.path("status")).orElse(null),
                scalar(number.path("name_status")).orElse(null),
                scalar(number.path("messaging_limit_tier")).orElse(null),
                scalar(number.path("whatsapp_business_manager_messaging_limit")).orElse(null),
                truth(number.path("is_official_business_account")));
    }

    /**
     * What has changed since the stored values, in the contract's words. Only a value that was known and is known has
     * changed: what is read for the first time is no news.
     */
    List<Change> changesSince(NumberDetailRow stored) {
        var changes = new ArrayList<Change>();
        add("qualityRating", MetaValues::qualityRating, stored.qualityRating, qualityRating, changes);
        add("messagingTier", MetaValues::messagingTier, stored.messagingTier, messagingTier, changes);
        add("businessMessagingLimit", MetaValues::businessMessagingLimit, stored.businessLimit, businessLimit, changes);
        add("verifiedName", UnaryOperator.identity(), stored.verifiedName, verifiedName, changes);
        add("status", MetaValues::numberStatus, stored.status, status, changes);
        return changes;
    }

    void writeTo(NumberDetailRow row) {
        row.displayPhoneNumber = displayPhoneNumber;
        row.verifiedName = verifiedName;
        row.qualityRating = qualityRating;
        row.status = status;
        row.nameStatus = nameStatus;
        row.messagingTier = messagingTier;
        row.businessLimit = businessLimit;
        row.official = official;
    }

    private static void add(
            String property,
            UnaryOperator<@Nullable String> words,
            @Nullable String before,
            @Nullable String now,
            List<Change> changes) {
        var oldValue = words.apply(before);
        var newValue = words.apply(now);
        if (oldValue != null && newValue != null && !oldValue.equals(newValue)) {
            changes.add(new Change(property, oldValue, newValue, null, List.of()));
        }
    }
}
