package io.parley.flow.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.flow.graph.GraphFlows;
import io.parley.flow.lifecycle.FlowError;
import io.parley.flow.lifecycle.FlowErrors;
import io.parley.flow.lifecycle.FlowOperation;
import io.parley.flow.lifecycle.FlowStatus;
import io.parley.flow.store.FlowChange;
import io.parley.flow.store.FlowChangeCause;
import io.parley.flow.store.FlowFiles;
import io.parley.flow.store.FlowRow;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a draft: without errors in its file, in a version that Meta still publishes, and with an endpoint if it
 * exchanges data. Meta gets the endpoint before, if it does not have it yet.
 */
@ApplicationScoped
class PublishFlow {
    private final ChangeFlow changes;
    private final GraphFlows graph;
    private final FlowFiles files;
    private final FlowInspection inspection;
    private final FlowEndpoint endpoints;

    PublishFlow(
            ChangeFlow changes, GraphFlows graph, FlowFiles files, FlowInspection inspection, FlowEndpoint endpoints) {
        this.changes = changes;
        this.graph = graph;
        this.files = files;
        this.inspection = inspection;
        this.endpoints = endpoints;
    }

    Uni<Void> publish(WhatsAppAccount account, String flowId) {
        return changes.change(account, flowId, FlowOperation.PUBLISH, new Publication(account));
    }

    private Uni<Void> check(FlowRow flow) {
        refuse(flow.errors());
        return files.read(flow.flowId)
                .chain(file -> file.isEmpty()
                        ? Uni.createFrom().item(List.<FlowError>of())
                        : inspection.forPublishing(file.get()).map(FlowErrors::of))
                .invoke(PublishFlow::refuse)
                .invoke(() -> endpoints.check(flow))
                .replaceWithVoid();
    }

    private static void refuse(List<FlowError> errors) {
        if (!errors.isEmpty()) {
            throw Problems.constraintViolation(IntStream.range(0, errors.size())
                    .mapToObj(i -> new Violation(
                            "validationErrors[" + i + "]", errors.get(i).description()))
                    .toList());
        }
    }

    /** The publication. */
    private final class Publication implements ChangeFlow.Step {
        private final WhatsAppAccount account;
        private @Nullable String endpointAtMeta;

        private Publication(WhatsAppAccount account) {
            this.account = account;
        }

        @Override
        public Uni<JsonNode> call(FlowRow flow) {
            return check(flow).chain(() -> endpoint(flow)).chain(() -> graph.publish(account, flow.flowId));
        }

        private Uni<Void> endpoint(FlowRow flow) {
            endpointAtMeta =
                    endpoints.atMeta(account, flow.flowId, flow.endpointUri).orElse(flow.metaEndpointUri);
            if (endpointAtMeta == null || endpointAtMeta.equals(flow.metaEndpointUri)) {
                return Uni.createFrom().voidItem();
            }
            var body = JsonNodeFactory.instance.objectNode().put("endpoint_uri", endpointAtMeta);
            return graph.update(account, flow.flowId, body).replaceWithVoid();
        }

        @Override
        public Uni<Void> store(FlowChange change, FlowRow flow, JsonNode result) {
            change.alter(flow, FlowChangeCause.CUSTOMER, altered -> {
                altered.metaEndpointUri = endpointAtMeta;
                if (altered.status == FlowStatus.DRAFT) { // a webhook may have been stored before
                    altered.status = FlowStatus.PUBLISHED;
                    altered.metaStatus = FlowStatus.PUBLISHED.name();
                }
            });
            return Uni.createFrom().voidItem();
        }

        @Override
        public String field() {
            return "status";
        }
    }
}
