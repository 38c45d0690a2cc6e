package io.parley.flow.preview;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The link to the preview of a flow: the newest one, which may have ended. */
@Entity(name = "FlowPreview")
@Table(name = "flow_preview")
class FlowPreviewRow extends PanacheEntityBase {
    @Id
    @Column(name = "flow_id")
    String flowId;

    String token;

    @Column(name = "expires_at")
    Instant expiresAt;

    boolean isActive(Instant now) {
        return token != null && now.isBefore(expiresAt);
    }
}
