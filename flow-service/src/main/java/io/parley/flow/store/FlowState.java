package io.parley.flow.store;

import io.parley.flow.lifecycle.FlowStatus;
import io.parley.model.fact.FactChange;
import io.parley.runtime.ids.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a flow whose changes are stored with a new version. */
record FlowState(
        String name,
        String categories,
        FlowStatus status,
        String metaStatus,
        @Nullable String endpointUri,
        @Nullable String metaEndpointUri,
        @Nullable String jsonVersion,
        @Nullable String dataApiVersion,
        @Nullable String ownErrors,
        @Nullable String metaErrors,
        @Nullable Instant deletedAt) {

    static FlowState of(FlowRow row) {
        return new FlowState(
                row.name,
                row.categories,
                row.status,
                row.metaStatus,
                row.endpointUri,
                row.metaEndpointUri,
                row.jsonVersion,
                row.dataApiVersion,
                row.ownErrors,
                row.metaErrors,
                row.deletedAt);
    }

    boolean hasSameStatus(FlowState other) {
        return metaStatus.equals(other.metaStatus)
                && status == other.status
                && (deletedAt == null) == (other.deletedAt == null);
    }

    /** The status, or {@code DELETED}. */
    String statusName() {
        return deletedAt == null ? status.name() : "DELETED";
    }

    /** What the fact reports as changed: the status, with Meta's value if that is more specific. */
    List<FactChange> changesSince(FlowState before, Instant now) {
        return metaStatus.equals(before.metaStatus)
                ? List.of()
                : List.of(new FactChange(Ids.next(), "status", before.metaStatus, metaStatus, null, now));
    }
}
