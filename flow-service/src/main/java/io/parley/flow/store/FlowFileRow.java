package io.parley.flow.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The Flow JSON of a flow, byte for byte as it was uploaded. Apart from the flow, because lists do not need it. */
@Entity(name = "FlowFile")
@Table(name = "flow_file")
class FlowFileRow extends PanacheEntityBase {
    @Id
    @Column(name = "flow_id")
    String flowId;

    byte[] content;

    @Column(name = "uploaded_at")
    Instant uploadedAt;
}
