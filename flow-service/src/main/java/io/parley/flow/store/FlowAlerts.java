package io.parley.flow.store;

import io.parley.runtime.entities.Sessions;
import io.parley.runtime.entities.Upserts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts of flows: the newest of each kind. */
@ApplicationScoped
public class FlowAlerts implements Upserts<FlowAlertRow, String> {

    /** What Meta reports, see {@link FlowAlertRow}. */
    public record Alert(
            String kind,
            String state,
            @Nullable String measured,
            @Nullable String threshold,
            @Nullable String message,
            Instant at) {}

    /** Stores an alert unless the stored one is newer. The flow exists. */
    public Uni<Void> record(String flowId, Alert alert) {
        return upsert(
                        FlowAlertRow.id(flowId, alert.kind()),
                        () -> FlowAlertRow.of(flowId, alert.kind()),
                        row -> apply(row, alert))
                .replaceWithVoid();
    }

    /** The alerts of a flow that are active. */
    public Uni<List<FlowAlertRow>> active(String flowId) {
        return Sessions.read(() -> list("flowId = ?1 and state = 'ACTIVATED' order by kind", flowId));
    }

    private static void apply(FlowAlertRow row, Alert alert) {
        if (row.at != null && row.at.isAfter(alert.at())) {
            return;
        }
        row.state = alert.state();
        row.measured = alert.measured();
        row.threshold = alert.threshold();
        row.message = alert.message();
        row.at = alert.at();
    }
}
