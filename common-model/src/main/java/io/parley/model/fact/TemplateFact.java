package io.parley.model.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record of the compacted topic {@link io.parley.model.Topics#TEMPLATE_FACTS}, keyed by {@link #key()}: the state,
 * and in the same record what changed. The newest {@link #version()} wins, in any order of arrival (ADR 0012).
 *
 * <p>Records may be published again at any time, including their changes. Readers ignore members, kinds and values that
 * they do not know; {@link #schema()} is increased only when that would not be enough.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(TemplateFact.Localization.class), @JsonSubTypes.Type(TemplateFact.Inventory.class)})
public sealed interface TemplateFact {

    int SCHEMA = 1;

    /** Version of the record's schema, {@value #SCHEMA}. */
    int schema();

    /** Key on the topic: kind and identity. */
    String key();

    /** The contract's {@code whatsAppAccountId}. */
    UUID whatsAppAccountId();

    /** Increases with every change of the entity, also when it is deleted and created again. */
    long version();

    /**
     * A template in one language. A deleted one is published with the status {@code DELETED}; a tombstone under its key
     * removes it as soon as its name can be used again.
     *
     * @param accountId the customer's account, which is notified of changes
     * @param wabaId Meta's id of the WhatsApp account
     * @param name the contract's {@code templateId}
     * @param language as Meta writes it ({@code en_US})
     * @param metaId Meta's id of this name and language; null until Meta has assigned one
     * @param status the contract's LocalizationStatus
     * @param metaStatus Meta's own status, which is more specific ({@code PAUSED}, {@code DISABLED}, {@code ARCHIVED});
     *      null until Meta has sent one
     * @param category {@code MARKETING}, {@code UTILITY} or {@code AUTHENTICATION}
     * @param quality {@code GREEN}, {@code YELLOW}, {@code RED} or {@code UNKNOWN}; null until Meta has sent one
     * @param rejectedReason Meta's value; null unless it was rejected
     * @param shape what a message has to provide; null if unknown
     * @param changes what this version changed; empty if it only has the state
     * @param at when this version was created
     */
    @JsonTypeName("localization")
    record Localization(
            int schema,
            UUID accountId,
            UUID whatsAppAccountId,
            String wabaId,
            String name,
            String language,
            @Nullable String metaId,
            String status,
            @Nullable String metaStatus,
            String category,
            @Nullable String quality,
            @Nullable String rejectedReason,
            @Nullable TemplateShape shape,
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
     * States that all templates of a WhatsApp account are on the topic, so a template that is not there does not exist.
     * Published once the broker has all of them, and removed by a tombstone when the list is no longer known to be
     * complete.
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
