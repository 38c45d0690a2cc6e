package io.parley.model.flow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record of the compacted topic {@link io.parley.model.Topics#FLOW_KEYS}, keyed by {@link #key()}; the newest {@link
 * #version()} wins, in any order of arrival, and readers ignore what they do not know. All that is secret is encrypted
 * with the deployment's key-encryption key, so a record alone is of no use. Nothing is removed by a tombstone: a deleted
 * number has an entry without keys.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(FlowKeyEntry.NumberKeys.class), @JsonSubTypes.Type(FlowKeyEntry.SigningSecrets.class)
})
public sealed interface FlowKeyEntry {

    /** Key on the topic: kind and id. */
    String key();

    UUID accountId();

    /** Increases with every change of the entry. */
    long version();

    /**
     * The private keys of a WhatsApp number, with which requests of its Flows are decrypted.
     *
     * @param senderId the sender of the directory
     * @param whatsAppAccountId the contract's id of its WhatsApp account
     * @param phoneNumberId Meta's id of the number
     * @param active whether Meta has one of the keys, so that the platform is the endpoint of its WhatsApp account's Flows
     * @param keys the newest first; empty if the platform does not decrypt for the number
     */
    @JsonTypeName("numberKeys")
    record NumberKeys(
            UUID senderId,
            UUID accountId,
            UUID whatsAppAccountId,
            String phoneNumberId,
            boolean active,
            List<PrivateKey> keys,
            long version)
            implements FlowKeyEntry {

        public NumberKeys {
            keys = List.copyOf(keys);
        }

        @Override
        public String key() {
            return "numberKeys:" + senderId;
        }
    }

    /**
     * A private key.
     *
     * @param encrypted the key (PKCS #8), encrypted for the context {@link #context}
     * @param validUntil end of the time in which a former key is still used; null for a key that has not been replaced
     */
    record PrivateKey(UUID id, String encrypted, @Nullable Instant validUntil) {

        /** What the encrypted key is bound to, so that it cannot be exchanged with that of another number. */
        public static String context(UUID keyId, String phoneNumberId) {
            return "flow-key:" + keyId + ":" + phoneNumberId;
        }
    }

    /**
     * The secrets that sign requests to the endpoints of an account's teams.
     *
     * @param current the secret in the form of Standard Webhooks, encrypted for the context {@link #context}
     * @param previous the secret before; null if there is none
     * @param previousUntil end of the time in which the former secret signs as well; null if there is none
     */
    @JsonTypeName("signingSecrets")
    record SigningSecrets(
            UUID accountId,
            String current,
            @Nullable String previous,
            @Nullable Instant previousUntil,
            long version) implements FlowKeyEntry {

        /** What the encrypted secrets of an account are bound to. */
        public static String context(UUID accountId) {
            return "flow-signing-secret:" + accountId;
        }

        @Override
        public String key() {
            return "signingSecrets:" + accountId;
        }
    }
}
