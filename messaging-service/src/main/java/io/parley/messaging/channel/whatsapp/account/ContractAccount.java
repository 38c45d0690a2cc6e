package io.parley.messaging.channel.whatsapp.account;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The contract's WhatsAppAccount. What Meta has not reported is null, and so left out.
 *
 * @param whatsAppAccountId ours
 * @param facebookBusinessManagerId a JSON number in the contract, a text of digits at Meta
 * @param whatsAppBusinessAccountId Meta's
 * @param accountStatus null if the account is not used on behalf of another business
 */
record ContractAccount(
        UUID whatsAppAccountId,
        String whatsAppAccountName,
        @Nullable String businessName,
        @Nullable String templateNamespace,
        @Nullable BigInteger facebookBusinessManagerId,
        String whatsAppBusinessAccountId,
        @Nullable Status accountStatus,
        @Nullable ManagedBy managedBy) {

    record Status(String messageOnBehalf) {}

    /** @param detail null if nothing has been read from Meta yet */
    static ContractAccount of(
            WhatsAppAccount account, @Nullable AccountDetailRow detail, @Nullable ManagedBy customer) {
        var known = detail == null ? AccountDetailRow.of(account.id()) : detail;
        return new ContractAccount(
                account.id(),
                known.name == null ? account.name() : known.name,
                known.businessName,
                known.templateNamespace,
                number(known.businessId),
                account.wabaId(),
                status(known.onBehalfStatus),
                customer);
    }

    private static @Nullable BigInteger number(@Nullable String businessId) {
        return Optional.ofNullable(businessId)
                .filter(id -> id.matches("[0-9]{1,32}"))
                .map(BigInteger::new)
                .orElse(null);
    }

    private static @Nullable Status status(@Nullable String onBehalf) {
        return Optional.ofNullable(MetaValues.messageOnBehalf(onBehalf))
                .map(Status::new)
                .orElse(null);
    }
}
