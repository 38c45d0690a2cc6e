package io.parley.flow.api;

import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.graph.GraphFlows;
import io.parley.flow.reconcile.RefreshFlow;
import io.parley.flow.store.FlowAlerts;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Shows flows. The list is what is stored, since Meta's has no totals. A single flow is read from Meta; while Meta is not
 * available, what is stored is shown.
 */
@ApplicationScoped
class ReadFlows {
    private static final String FLOW_JSON = "FLOW_JSON";

    private final StoredFlows flows;
    private final FlowAlerts alerts;
    private final RefreshFlow refresh;
    private final GraphFlows graph;

    ReadFlows(StoredFlows flows, FlowAlerts alerts, RefreshFlow refresh, GraphFlows graph) {
        this.flows = flows;
        this.alerts = alerts;
        this.refresh = refresh;
        this.graph = graph;
    }

    Uni<Paged<List<WhatsAppFlowResponse>>> list(WhatsAppAccount account, Page page) {
        return flows.page(account.id(), page, WhatsAppFlowResponse::basic);
    }

    Uni<WhatsAppFlowResponse> read(WhatsAppAccount account, String flowId) {
        return current(account, flowId)
                .onItem()
                .ifNull()
                .failWith(FlowProblems::unknown)
                .chain(row -> alerts.active(flowId).map(active -> WhatsAppFlowResponse.detail(row, active)));
    }

    Uni<Paged<List<FlowAssetResponse>>> assets(WhatsAppAccount account, String flowId, Page page) {
        return existing(account, flowId)
                .chain(row -> graph.assets(account, flowId))
                .map(assets -> assets.stream().map(ReadFlows::asset).toList())
                .map(assets -> Paged.cut(assets, page, cut -> cut))
                .onFailure(GraphFailure.class)
                .transform(failure -> FlowProblems.of((GraphFailure) failure, "whatsapp-flow-id"));
    }

    /** Returns the flow as stored; one that is not stored yet is read from Meta. Fails with 404 if there is none. */
    Uni<FlowRow> existing(WhatsAppAccount account, String flowId) {
        return flows.ofAccount(account.id(), flowId)
                .chain(row -> row == null
                        ? current(account, flowId)
                        : Uni.createFrom().item(row))
                .onItem()
                .ifNull()
                .failWith(FlowProblems::unknown);
    }

    /** A flow that another account owns is not read; null if there is none. */
    private Uni<FlowRow> current(WhatsAppAccount account, String flowId) {
        return flows.read(flowId).chain(row -> {
            if (row != null && (row.isDeleted() || !row.whatsAppAccountId.equals(account.id()))) {
                return Uni.createFrom().nullItem();
            }
            return refresh.refresh(account, flowId)
                    .onFailure(GraphFailure.class)
                    .recoverWithUni(failure -> row == null
                            ? Uni.createFrom().failure(FlowProblems.of((GraphFailure) failure, "whatsapp-flow-id"))
                            : Uni.createFrom().item(row));
        });
    }

    private static FlowAssetResponse asset(JsonNode asset) {
        return new FlowAssetResponse(
                text(asset.path("name")).orElse("flow.json"),
                text(asset.path("asset_type")).orElse(FLOW_JSON),
                text(asset.path("download_url")).orElse(null));
    }
}
