package io.parley.messaging.channel.whatsapp.account;

import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;

/**
 * The contract's WhatsAppPhoneNumber. What Meta has not reported is null, and so left out.
 *
 * @param qualityRating null if it is not known
 * @param qualityScore {@code unknown} then; null if nothing has been read from Meta yet
 */
record ContractPhoneNumber(
        String phoneNumber,
        String displayPhoneNumber,
        String verifiedName,
        String qualityRating,
        String status,
        UUID whatsAppAccountId,
        ManagedBy managedBy,
        ManagedBy messagingVia,
        String messagingTier,
        String businessMessagingLimit,
        QualityScore qualityScore,
        String nameStatus,
        Boolean isOfficialBusinessAccount) {

    record QualityScore(String score) {}

    /** @param detail null if nothing is known from Meta yet */
    static ContractPhoneNumber of(Sender sender, NumberDetailRow detail, ManagedBy customer) {
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

    private static QualityScore score(String meta) {
        var rating = MetaValues.qualityRating(meta);
        return new QualityScore(rating == null ? "unknown" : rating);
    }
}
