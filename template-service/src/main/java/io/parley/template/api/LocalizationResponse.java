package io.parley.template.api;

import com.fasterxml.jackson.databind.util.RawValue;
import io.parley.template.lifecycle.LocalizationStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template in one language.
 *
 * @param components the contract's JSON as it is stored, since a page has hundreds of them
 * @param rejectionReason only of a rejected one
 * @param expiresAt end of the grace period; only after a deletion
 * @param metaStatus Meta's own status, which can be more specific; null until Meta has reported one
 * @param statusReason why it has its status, if it is not rejected
 */
public record LocalizationResponse(
        LocalizationStatus status,
        @Nullable String rejectionReason,
        String language,
        RawValue components,
        Instant createdAt,
        Instant lastUpdated,
        @Nullable Instant expiresAt,
        @Nullable QualityScore qualityScore,
        @Nullable Integer messageSendTimeToLiveSeconds,
        @Nullable String userContext,
        @Nullable String metaStatus,
        @Nullable String statusReason) {

    /**
     * Meta's rating by the reactions of people.
     *
     * @param score {@code GREEN}, {@code YELLOW}, {@code RED} or {@code unknown}
     * @param reasons only with yellow and red; null if there are none
     */
    public record QualityScore(String score, @Nullable List<String> reasons) {}
}
