package io.parley.template.store;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.ids.Ids;
import io.parley.template.content.TemplateCategory;
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

/** A template as stored: a name of a WhatsApp account, with a localization for each language. */
@Entity(name = "StoredTemplate")
@Table(name = "whatsapp_template")
public class TemplateRow extends PanacheEntityBase {
    @Id
    public UUID id;

    /** The customer's account. */
    @Column(name = "account_id", updatable = false)
    public UUID accountId;

    /** The contract's id of the WhatsApp account, and Meta's. */
    @Column(name = "whatsapp_account_id", updatable = false)
    public UUID whatsAppAccountId;

    @Column(name = "waba_id", updatable = false)
    public String wabaId;

    @Column(updatable = false)
    public String name;

    @Enumerated(EnumType.STRING)
    public TemplateCategory category;

    @Column(name = "allow_category_change")
    public boolean allowsCategoryChange;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    /** When it was deleted here or at Meta; null if it was not. */
    @Column(name = "deleted_at")
    public @Nullable Instant deletedAt;

    /** End of the time after a deletion in which Meta locks the name; null if it was not deleted. */
    @Column(name = "locked_until")
    public @Nullable Instant lockedUntil;

    /** When the name became usable again; null before. */
    @Column(name = "released_at")
    public @Nullable Instant releasedAt;

    public static TemplateRow of(WhatsAppAccount account, String name, TemplateCategory category, Instant now) {
        var row = new TemplateRow();
        row.id = Ids.next();
        row.accountId = account.accountId();
        row.whatsAppAccountId = account.id();
        row.wabaId = account.wabaId();
        row.name = name;
        row.category = category;
        row.createdAt = now;
        return row;
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** Whether Meta no longer locks the name of the deleted template. */
    public boolean isUnlocked(Instant now) {
        return lockedUntil != null && !lockedUntil.isAfter(now);
    }

    /** Whether the row only shows a deleted template, whose name can be used again. */
    public boolean isReleased() {
        return releasedAt != null;
    }
}
