package io.parley.messaging.channel.whatsapp.account;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Meta's words in the contract's. The contract has fewer than Meta, which adds some at any time; a word without a
 * counterpart is null, so that the member is left out. Source: providers' reference, sections 4 and 15.6.
 */
final class MetaValues {
    private static final Set<String> NUMBER_STATUSES =
            Set.of("CONNECTED", "PENDING", "FLAGGED", "RESTRICTED", "OFFLINE", "DISCONNECTED");

    private static final Map<String, String> MAPPED_STATUSES = Map.of(
            "BANNED", "RESTRICTED",
            "DELETED", "DISCONNECTED",
            "MIGRATED", "DISCONNECTED",
            "UNLINKED", "DISCONNECTED");

    private static final Set<String> RATINGS = Set.of("GREEN", "YELLOW", "RED");

    private static final List<String> NUMBER_TIERS =
            List.of("TIER_NOT_SET", "TIER_50", "TIER_250", "TIER_1K", "TIER_10K", "TIER_100K", "UNLIMITED");

    private static final List<String> BUSINESS_LIMITS =
            List.of("TIER_250", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED");

    private static final Map<String, String> ON_BEHALF = Map.of(
            "PENDING", "PENDING",
            "APPROVED", "APPROVED",
            "DENIED", "DENIED",
            "REJECTED", "DENIED",
            "REVOKED", "DENIED");

    private MetaValues() {}

    /** A status that the contract does not have is PENDING: the number exists and is not usable as it is. */
    static @Nullable String numberStatus(@Nullable String meta) {
        if (meta == null || NUMBER_STATUSES.contains(meta)) {
            return meta;
        }
        return MAPPED_STATUSES.getOrDefault(meta, "PENDING");
    }

    /** Null if the quality is not known. */
    static @Nullable String qualityRating(@Nullable String meta) {
        return meta != null && RATINGS.contains(meta) ? meta : null;
    }

    static @Nullable String messagingTier(@Nullable String meta) {
        var tier = "TIER_UNLIMITED".equals(meta) ? "UNLIMITED" : meta;
        return NUMBER_TIERS.contains(tier == null ? "" : tier) ? tier : null;
    }

    static @Nullable String businessMessagingLimit(@Nullable String meta) {
        var limit = "UNLIMITED".equals(meta) ? "TIER_UNLIMITED" : meta;
        return BUSINESS_LIMITS.contains(limit == null ? "" : limit) ? limit : null;
    }

    /** Null if Meta has no such relation, or a word of its own for it. */
    static @Nullable String messageOnBehalf(@Nullable String meta) {
        return meta == null ? null : ON_BEHALF.get(meta);
    }
}
