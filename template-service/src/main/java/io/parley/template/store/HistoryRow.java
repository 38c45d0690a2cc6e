package io.parley.template.store;

import io.parley.runtime.ids.Ids;
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

/** One transition of a localization: of its status, or of Meta's status within the same one. */
@Entity(name = "TemplateHistory")
@Table(name = "template_history")
class HistoryRow extends PanacheEntityBase {
    @Id
    UUID id;

    @Column(name = "localization_id", updatable = false)
    UUID localizationId;

    Instant at;

    /** Null for the creation. */
    @Enumerated(EnumType.STRING)
    @Column(name = "old_status")
    @Nullable
    LocalizationStatus oldStatus;

    @Enumerated(EnumType.STRING)
    @Column(name = "new_status")
    LocalizationStatus newStatus;

    @Column(name = "meta_status")
    @Nullable
    String metaStatus;

    @Enumerated(EnumType.STRING)
    ChangeCause cause;

    /** Meta's reason; for the creation, the warnings of the lint. Null for none. */
    @Nullable
    String reason;

    static HistoryRow of(
            LocalizationRow row,
            @Nullable LocalizationStatus before,
            ChangeCause cause,
            @Nullable String reason,
            Instant now) {
        var entry = new HistoryRow();
        entry.id = Ids.next();
        entry.localizationId = row.id;
        entry.at = now;
        entry.oldStatus = before;
        entry.newStatus = row.status;
        entry.metaStatus = row.metaStatus;
        entry.cause = cause;
        entry.reason = reason;
        return entry;
    }
}
