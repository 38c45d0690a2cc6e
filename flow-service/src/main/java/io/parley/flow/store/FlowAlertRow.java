package io.parley.flow.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest alert of one kind about a flow. */
@Entity(name = "FlowAlert")
@Table(name = "flow_alert")
public class FlowAlertRow extends PanacheEntityBase {
    @Id
    public String id;

    @Column(name = "flow_id", updatable = false)
    public String flowId;

    /** Meta's event: {@code ENDPOINT_ERROR_RATE}, {@code ENDPOINT_LATENCY}, … */
    @Column(updatable = false)
    public String kind;

    /** {@code ACTIVATED} or {@code DEACTIVATED}. */
    public String state;

    /** What was measured and its limit, in Meta's unit of the kind: percent or milliseconds. Null if not given. */
    public @Nullable String measured;

    public @Nullable String threshold;

    /** Meta's words; null if there are none. */
    public @Nullable String message;

    public Instant at;

    static FlowAlertRow of(String flowId, String kind) {
        var row = new FlowAlertRow();
        row.id = id(flowId, kind);
        row.flowId = flowId;
        row.kind = kind;
        return row;
    }

    static String id(String flowId, String kind) {
        return flowId + ":" + kind;
    }
}
