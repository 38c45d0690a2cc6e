package io.parley.flow.api;

import io.parley.flow.lifecycle.FlowCategory;
import io.parley.flow.lifecycle.FlowError;
import io.parley.flow.lifecycle.FlowStatus;
import io.parley.flow.store.FlowAlertRow;
import io.parley.flow.store.FlowRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow: the contract's WhatsAppFlowDetail, and without the members from {@code jsonVersion} on its WhatsAppBasicFlow.
 *
 * @param validationErrors empty if there are none
 * @param metaStatus Meta's own status, which can be more specific: {@code THROTTLED}, {@code BLOCKED}
 * @param preview the link to the preview; null if there is none
 * @param alerts Meta's active alerts about the endpoint; null if there are none
 */
public record WhatsAppFlowResponse(
        String id,
        String name,
        FlowStatus status,
        List<FlowCategory> categories,
        List<FlowError> validationErrors,
        String metaStatus,
        @Nullable String jsonVersion,
        @Nullable String dataApiVersion,
        @Nullable String endpointUri,
        @Nullable FlowPreviewResponse preview,
        @Nullable List<FlowAlertResponse> alerts) {

    /** Meta's alert about the endpoint of a flow, see {@link FlowAlertRow}. */
    public record FlowAlertResponse(
            String event,
            @Nullable String measured,
            @Nullable String threshold,
            @Nullable String message,
            Instant at) {}

    static WhatsAppFlowResponse basic(FlowRow row) {
        return new WhatsAppFlowResponse(
                row.flowId,
                row.name,
                row.status,
                categories(row),
                row.errors(),
                row.metaStatus,
                null,
                null,
                null,
                null,
                null);
    }

    static WhatsAppFlowResponse detail(FlowRow row, List<FlowAlertRow> alerts) {
        return new WhatsAppFlowResponse(
                row.flowId,
                row.name,
                row.status,
                categories(row),
                row.errors(),
                row.metaStatus,
                row.jsonVersion,
                row.dataApiVersion,
                row.endpointUri,
                null,
                alerts.isEmpty()
                        ? null
                        : alerts.stream().map(WhatsAppFlowResponse::alert).toList());
    }

    /** Returns the same flow with a link to its preview. */
    WhatsAppFlowResponse with(FlowPreviewResponse link) {
        return new WhatsAppFlowResponse(
                id,
                name,
                status,
                categories,
                validationErrors,
                metaStatus,
                jsonVersion,
                dataApiVersion,
                endpointUri,
                link,
                alerts);
    }

    private static List<FlowCategory> categories(FlowRow row) {
        return row.categories().stream().map(FlowCategory::ofMeta).distinct().toList();
    }

    private static FlowAlertResponse alert(FlowAlertRow row) {
        return new FlowAlertResponse(row.kind, row.measured, row.threshold, row.message, row.at);
    }
}
