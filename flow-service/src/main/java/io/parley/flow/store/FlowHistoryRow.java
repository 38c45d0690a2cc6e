package io.parley.flow.store;

import io.parley.flow.lifecycle.FlowStatus;
import io.parley.runtime.ids.Ids;
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

/** One transition of a flow: of its status, or of Meta's status within the same one. */
@Entity(name = "FlowHistory")
@Table(name = "flow_history")
class FlowHistoryRow extends PanacheEntityBase {
    @Id
    UUID id;

    @Column(name = "flow_id", updatable = false)
    String flowId;

    Instant at;

    /** Null for the creation. */
    @Enumerated(EnumType.STRING)
    @Column(name = "old_status")
    @Nullable
    FlowStatus oldStatus;

    /** {@code DELETED}, or a status. */
    @Column(name = "new_status")
    String newStatus;

    @Column(name = "meta_status")
    String metaStatus;

    @Enumerated(EnumType.STRING)
    FlowChangeCause cause;

    static FlowHistoryRow of(FlowRow row, @Nullable FlowStatus before, FlowChangeCause cause, Instant now) {
        var entry = new FlowHistoryRow();
        entry.id = Ids.next();
        entry.flowId = row.flowId;
        entry.at = now;
        entry.oldStatus = before;
        entry.newStatus = row.isDeleted() ? "DELETED" : row.status.name();
        entry.metaStatus = row.metaStatus;
        entry.cause = cause;
        return entry;
    }
}
