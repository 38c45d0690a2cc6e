package io.parley.model.directory;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record of the compacted topic {@link io.parley.model.Topics#DIRECTORY}, keyed by {@link #key()}; the newest
 * {@link #version()} wins, in any order of arrival. Never contains provider credentials or callback secrets.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(DirectoryEntry.Account.class),
    @JsonSubTypes.Type(DirectoryEntry.ApiKey.class),
    @JsonSubTypes.Type(DirectoryEntry.Sender.class),
    @JsonSubTypes.Type(DirectoryEntry.WhatsAppAccount.class)
})
public sealed interface DirectoryEntry {

    /** Key on the topic: kind and id. */
    String key();

    /** Increases with every change of the entry. */
    long version();

    /** A customer of this deployment, who owns keys, senders and all messages sent with them. */
    @JsonTypeName("account")
    record Account(UUID id, String name, boolean active, long version) implements DirectoryEntry {
        @Override
        public String key() {
            return "account:" + id;
        }
    }

    /**
     * A key that calls the API for an account. The key itself is shown once at creation and never stored.
     *
     * @param id public part of the key, contained in the key's text
     * @param hash lower-case hex SHA-256 of the secret part
     * @param expiresAt null if it never expires
     * @param revokedAt null if it is not revoked
     */
    @JsonTypeName("apiKey")
    record ApiKey(
            String id,
            UUID accountId,
            String hash,
            Set<Scope> scopes,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            long version)
            implements DirectoryEntry {
        @Override
        public String key() {
            return "apiKey:" + id;
        }
    }

    /**
     * A sender of the account on one channel: a WhatsApp number, a Viber service, an SMS number or name.
     *
     * @param identity the value of {@code from}: digits without {@code +}, or an alphanumeric SMS name
     * @param name shown to customers; null if it has none
     * @param providerId the provider's id of the sender: Meta's phone_number_id, the Viber service id, the SMSC's name;
     *      webhooks find the sender by channel and this id
     * @param whatsAppAccountId the WhatsApp account it belongs to; null on other channels
     * @param attributes further settings of the channel, for example {@code connector} on Viber or {@code smsc} on SMS
     */
    @JsonTypeName("sender")
    record Sender(
            UUID id,
            UUID accountId,
            ChannelName channel,
            String identity,
            @Nullable String name,
            String providerId,
            @Nullable UUID whatsAppAccountId,
            Set<Scope> scopes,
            Map<String, String> attributes,
            boolean active,
            long version)
            implements DirectoryEntry {
        @Override
        public String key() {
            return "sender:" + id;
        }
    }

    /**
     * A WhatsApp Business Account.
     *
     * @param id the contract's {@code whatsAppAccountId}
     * @param wabaId Meta's numeric id
     */
    @JsonTypeName("whatsAppAccount")
    record WhatsAppAccount(UUID id, UUID accountId, String wabaId, String name, boolean active, long version)
            implements DirectoryEntry {
        @Override
        public String key() {
            return "whatsAppAccount:" + id;
        }
    }
}
