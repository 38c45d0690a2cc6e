package io.parley.template.store;

import io.parley.runtime.ids.Ids;
import io.parley.template.content.TemplateCategory;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.lifecycle.LocalizationStatus;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A template in one language as stored. Only {@link TemplateChange} alters it, so that each change is reported. */
@Entity(name = "StoredLocalization")
@Table(name = "template_localization")
public class LocalizationRow extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "template_id", updatable = false)
    public UUID templateId;

    /** As the customer wrote it, and as Meta does. */
    @Column(updatable = false)
    public String language;

    @Column(name = "meta_language", updatable = false)
    public String metaLanguage;

    @Enumerated(EnumType.STRING)
    public TemplateCategory category;

    /** The contract's JSON. */
    public String components;

    /** {@link io.parley.model.fact.TemplateShape} as JSON. */
    public String shape;

    @Column(name = "ttl_seconds")
    public @Nullable Integer ttlSeconds;

    @Column(name = "user_context")
    public @Nullable String userContext;

    /** Meta's id; null until Meta has assigned one. */
    @Column(name = "meta_id")
    public @Nullable String metaId;

    @Enumerated(EnumType.STRING)
    public LocalizationStatus status;

    /** Meta's own status; null until Meta has reported one. */
    @Column(name = "meta_status")
    public @Nullable String metaStatus;

    /** Why it has its status, in Meta's words; null if there is no reason. */
    public @Nullable String reason;

    /** Meta's value: {@code GREEN}, {@code YELLOW}, {@code RED}, {@code UNKNOWN}; null until Meta has reported one. */
    public @Nullable String quality;

    /** Reasons of the quality, a JSON list; null if there are none. */
    @Column(name = "quality_reasons")
    public @Nullable String qualityReasons;

    @Column(name = "expires_at")
    public @Nullable Instant expiresAt;

    /** When Meta confirmed the deletion of the customer; null before. */
    @Column(name = "deleted_at_meta")
    public @Nullable Instant deletedAtMeta;

    /** Times of the newest webhooks about these; null if there was none. */
    @Column(name = "status_at")
    public @Nullable Instant statusAt;

    @Column(name = "category_at")
    public @Nullable Instant categoryAt;

    @Column(name = "quality_at")
    public @Nullable Instant qualityAt;

    @Column(name = "components_at")
    public @Nullable Instant componentsAt;

    /** Start of the newest read from Meta that changed something; null if there was none. */
    @Column(name = "read_at")
    public @Nullable Instant readAt;

    public long version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Whether it was deleted, and Meta does not have it either. */
    public boolean isDeletedAtMeta() {
        return status == LocalizationStatus.DELETED || deletedAtMeta != null;
    }

    /** A localization without components, to be completed by the caller. */
    public static LocalizationRow of(TemplateRow template, String language, LocalizationStatus status, Instant now) {
        var row = new LocalizationRow();
        row.id = Ids.next();
        row.templateId = template.id;
        row.language = language;
        row.metaLanguage = TemplateLanguages.meta(language);
        row.category = template.category;
        row.status = status;
        row.createdAt = now;
        row.updatedAt = now;
        return row;
    }
}
