package io.parley.model.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One record of the compacted topic {@link io.parley.model.Topics#TEMPLATE_FACTS}, keyed by {@link #key()}: the state, and
 * in the same record what the change to it was. The newest {@link #version()} wins, whatever order records arrive in.
 *
 * <p>Records may be told again at any time, also with the changes they had. Readers pass over members, kinds and words
 * they do not know; {@link #schema()} grows only when that would not be enough.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(TemplateFact.Localization.class), @JsonSubTypes.Type(TemplateFact.Inventory.class)})
public sealed interface TemplateFact {

    int SCHEMA = 1;

    /** Version of the record's shape, {@value #SCHEMA}. */
    int schema();

    /** Key on the topic: kind and what identifies it. */
    String key();

    /** The contract's {@code whatsAppAccountId}. */
    UUID whatsAppAccountId();

    /** Grows with every change of what the key stands for, also when that is gone and made anew. */
    long version();

    /**
     * A template in one language. One that is gone is told with the status {@code DELETED}; an empty record under its key
     * makes everybody forget it, as soon as its name is free again.
     *
     * @param accountId our customer, who is told of the changes
     * @param wabaId Meta's id of the WhatsApp account
     * @param name the contract's {@code templateId}
     * @param language as Meta writes it ({@code en_US})
     * @param metaId Meta's id of this name and language; null while Meta has not given one
     * @param status the contract's LocalizationStatus
     * @param metaStatus Meta's own word, which tells more ({@code PAUSED}, {@code DISABLED}, {@code ARCHIVED}); null while
     *     Meta has not said any
     * @param category {@code MARKETING}, {@code UTILITY} or {@code AUTHENTICATION}
     * @param quality {@code GREEN}, {@code YELLOW}, {@code RED} or {@code UNKNOWN}; null where Meta has not said any
     * @param rejectedReason Meta's word; null unless it was rejected
     * @param shape what a message has to bring along; null where it is not known
     * @param changes what this version changed; empty if it only tells the state
     * @param at when this version came about
     */
    @JsonTypeName("localization")
    record Localization(
            int schema,
            UUID accountId,
            UUID whatsAppAccountId,
            String wabaId,
            String name,
            String language,
            String metaId,
            String status,
            String metaStatus,
            String category,
            String quality,
            String rejectedReason,
            TemplateShape shape,
            List<FactChange> changes,
            long version,
            Instant at)
            implements TemplateFact {

        public Localization {
            Objects.requireNonNull(accountId, "accountId");
            Objects.requireNonNull(whatsAppAccountId, "whatsAppAccountId");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(language, "language");
            Objects.requireNonNull(status, "status");
            changes = changes == null ? List.of() : List.copyOf(changes);
        }

        @Override
        public String key() {
            return "localization:" + whatsAppAccountId + ":" + name + ":" + language;
        }
    }

    /**
     * Every template of a WhatsApp account is on the topic, so what is not there does not exist. Told once the broker has
     * all of them, and taken back by an empty record as soon as that can no longer be said.
     *
     * @param at when the list was compared with Meta's
     */
    @JsonTypeName("inventory")
    record Inventory(int schema, UUID accountId, UUID whatsAppAccountId, String wabaId, long version, Instant at)
            implements TemplateFact {

        public Inventory {
            Objects.requireNonNull(whatsAppAccountId, "whatsAppAccountId");
        }

        @Override
        public String key() {
            return key(whatsAppAccountId);
        }

        /** Key of the inventory of a WhatsApp account. */
        public static String key(UUID whatsAppAccountId) {
            return "inventory:" + whatsAppAccountId;
        }
    }
}
