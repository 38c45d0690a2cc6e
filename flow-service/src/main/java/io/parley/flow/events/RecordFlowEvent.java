package io.parley.flow.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.flow.lifecycle.FlowStatus;
import io.parley.flow.reconcile.FlowComparisonSchedule;
import io.parley.flow.reconcile.RefreshFlow;
import io.parley.flow.store.FlowAlerts;
import io.parley.flow.store.FlowAlerts.Alert;
import io.parley.flow.store.FlowChangeCause;
import io.parley.flow.store.FlowChanges;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.ReadOrder;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stores what webhooks report. A flow that is unknown here was created at Meta and is read from there; if that fails, the
 * account is compared with Meta's list as soon as possible.
 */
@ApplicationScoped
class RecordFlowEvent {
    private final Directory directory;
    private final StoredFlows flows;
    private final FlowChanges changes;
    private final FlowAlerts alerts;
    private final RefreshFlow refresh;
    private final FlowComparisonSchedule schedule;
    private final MeterRegistry meters;

    RecordFlowEvent(
            Directory directory,
            StoredFlows flows,
            FlowChanges changes,
            FlowAlerts alerts,
            RefreshFlow refresh,
            FlowComparisonSchedule schedule,
            MeterRegistry meters) {
        this.directory = directory;
        this.flows = flows;
        this.changes = changes;
        this.alerts = alerts;
        this.refresh = refresh;
        this.schedule = schedule;
        this.meters = meters;
    }

    /** A webhook about an account of no customer is ignored. */
    Uni<Void> record(FlowEvent event) {
        return directory
                .whatsAppAccountByWabaId(event.wabaId())
                .map(account -> record(account, event))
                .orElseGet(() -> ignore(event));
    }

    private Uni<Void> record(WhatsAppAccount account, FlowEvent event) {
        return flows.read(event.flowId()).chain(row -> {
            if (row == null) {
                return recordUnknown(account, event);
            }
            return row.isDeleted() || !row.whatsAppAccountId.equals(account.id())
                    ? Uni.createFrom().voidItem()
                    : recordStored(event);
        });
    }

    private Uni<Void> recordUnknown(WhatsAppAccount account, FlowEvent event) {
        return refresh.refresh(account, event.flowId())
                .chain(row -> row == null ? Uni.createFrom().voidItem() : recordStored(event))
                .onFailure(GraphFailure.class)
                .recoverWithUni(failure -> schedule.makeDue(account.id()));
    }

    private Uni<Void> recordStored(FlowEvent event) {
        var alert = event.alert();
        if (alert != null) {
            return alerts.record(event.flowId(), alert).invoke(() -> report(event.flowId(), alert));
        }
        return changes.commit(change -> flows.lock(event.flowId())
                .invoke(row -> {
                    if (row != null && !row.isDeleted()) {
                        change.alter(
                                row, FlowChangeCause.WEBHOOK, altered -> apply(altered, event.newStatus(), event.at()));
                    }
                })
                .replaceWithVoid());
    }

    /** A notice about an older version of Flow JSON has the present status, and changes nothing. */
    private static void apply(FlowRow row, @Nullable String metaStatus, Instant at) {
        if (metaStatus == null || !ReadOrder.isWebhookCurrent(at, row.statusAt, row.readAt)) {
            return;
        }
        FlowStatus.ofMeta(metaStatus).filter(row.status::canBecome).ifPresent(status -> {
            row.status = status;
            row.metaStatus = metaStatus;
            row.statusAt = at;
        });
    }

    private void report(String flowId, Alert alert) {
        Counter.builder("parley.flow.alerts")
                .description("Alerts of Meta's about the endpoints of flows, by kind and state")
                .tag("kind", alert.kind())
                .tag("state", alert.state().equals("DEACTIVATED") ? "deactivated" : "activated")
                .register(meters)
                .increment();
        Log.warnf(
                "flow alert flowId=%s kind=%s state=%s measured=%s threshold=%s",
                flowId, alert.kind(), alert.state(), alert.measured(), alert.threshold());
    }

    private static Uni<Void> ignore(FlowEvent event) {
        Log.infof("flow event of an unknown account ignored wabaId=%s", event.wabaId());
        return Uni.createFrom().voidItem();
    }
}
