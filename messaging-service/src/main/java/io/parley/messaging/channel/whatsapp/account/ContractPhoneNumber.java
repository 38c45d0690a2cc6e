package io.parley.messaging.channel.whatsapp.account;

import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The contract's WhatsAppPhoneNumber. What Meta has not reported is null, and so left out.
 *
 * @param qualityRating null if it is not known
 * @param qualityScore {@code unknown} then; null if nothing has been read from Meta yet
 */
record ContractPhoneNumber(
        String phoneNumber,
        @Nullable String displayPhoneNumber,
        @Nullable String verifiedName,
        @Nullable String qualityRating,
        @Nullable String status,
        @Nullable UUID whatsAppAccountId,
        @Nullable ManagedBy managedBy,
        @Nullable ManagedBy messagingVia,
        @Nullable String messagingTier,
        @Nullable String businessMessagingLimit,
        @Nullable QualityScore qualityScore,
        @Nullable String nameStatus,
        @Nullable Boolean isOfficialBusinessAccount) {

    record QualityScore(String score) {}

    /** @param detail null if nothing is known from Meta yet */
    static ContractPhoneNumber of(Sender sender, @Nullable NumberDetailRow detail, @Nullable ManagedBy customer) {
        var known = detail == null ? NumberDetailRow.of(sender.providerId()) : detail;
        return new ContractPhoneNumber(
                sender.identity(),
                known.displayPhoneNumber,
                known.verifiedName,
                MetaValues.qualityRating(known.qualityRating),
                MetaValues.numberStatus(known.status),
                sender.whatsAppAccountId(),
                customer,
                customer,
                MetaValues.messagingTier(known.messagingTier),
                MetaValues.businessMessagingLimit(known.businessLimit),
                known.readAt == null ? null : score(known.qualityRating),
                known.nameStatus,
                known.official);
    }

    private static QualityScore score(@Nullable String meta) {
        var rating = MetaValues.qualityRating(meta);
        return new QualityScore(rating == null ? "unknown" : rating);
    }
}
