package io.parley.flow.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.flow.graph.GraphFlows;
import io.parley.flow.lifecycle.FlowCategory;
import io.parley.flow.lifecycle.FlowOperation;
import io.parley.flow.store.FlowChange;
import io.parley.flow.store.FlowChangeCause;
import io.parley.flow.store.FlowRow;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes name, categories and endpoint of a draft. */
@ApplicationScoped
class UpdateFlow {
    private final ChangeFlow changes;
    private final GraphFlows graph;
    private final FlowEndpoint endpoints;

    UpdateFlow(ChangeFlow changes, GraphFlows graph, FlowEndpoint endpoints) {
        this.changes = changes;
        this.graph = graph;
        this.endpoints = endpoints;
    }

    /** A request without members changes nothing. */
    Uni<Void> update(WhatsAppAccount account, String flowId, UpdateFlowRequest request) {
        return changes.change(account, flowId, FlowOperation.UPDATE, new Update(account, flowId, request));
    }

    /**
     * Sets the endpoint of a flow that was just created. If Meta does not take it now, it gets it before the flow is
     * published, so a creation does not fail for it.
     *
     * @param endpointUri null for none
     */
    Uni<Void> endpoint(WhatsAppAccount account, String flowId, @Nullable String endpointUri) {
        return endpointUri == null
                ? Uni.createFrom().voidItem()
                : changes.change(account, flowId, FlowOperation.UPDATE, new StoreEndpoint(endpointUri))
                        .chain(() -> update(account, flowId, new UpdateFlowRequest(null, null, endpointUri)))
                        .onFailure(ProblemException.class)
                        .recoverWithNull();
    }

    /** The members of the request at Meta and here. */
    private final class Update implements ChangeFlow.Step {
        private final WhatsAppAccount account;
        private final UpdateFlowRequest request;
        private final @Nullable String endpointAtMeta;

        private Update(WhatsAppAccount account, String flowId, UpdateFlowRequest request) {
            this.account = account;
            this.request = request;
            this.endpointAtMeta =
                    endpoints.atMeta(account, flowId, request.endpointUri()).orElse(null);
        }

        @Override
        public Uni<JsonNode> call(FlowRow flow) {
            var body = body();
            return body.isEmpty() ? Uni.createFrom().item(body) : graph.update(account, flow.flowId, body);
        }

        @Override
        public Uni<Void> store(FlowChange change, FlowRow flow, JsonNode result) {
            change.alter(flow, FlowChangeCause.CUSTOMER, this::apply);
            return Uni.createFrom().voidItem();
        }

        @Override
        public String field() {
            if (request.name() != null) {
                return "name";
            }
            return request.categories() == null ? "endpointUri" : "categories";
        }

        private void apply(FlowRow flow) {
            if (request.name() != null) {
                flow.name = request.name();
            }
            if (request.categories() != null) {
                flow.categories(names(request.categories()));
            }
            if (request.endpointUri() != null) {
                flow.endpointUri = request.endpointUri();
            }
            if (endpointAtMeta != null) {
                flow.metaEndpointUri = endpointAtMeta;
            }
        }

        private ObjectNode body() {
            var body = JsonNodeFactory.instance.objectNode();
            if (request.name() != null) {
                body.put("name", request.name());
            }
            if (request.categories() != null) {
                names(request.categories()).forEach(body.putArray("categories")::add);
            }
            if (endpointAtMeta != null) {
                body.put("endpoint_uri", endpointAtMeta);
            }
            return body;
        }

        private static List<String> names(List<FlowCategory> categories) {
            return categories.stream().map(Enum::name).distinct().toList();
        }
    }

    /** The team's endpoint here only. */
    private record StoreEndpoint(String endpointUri) implements ChangeFlow.Step {
        @Override
        public Uni<JsonNode> call(FlowRow flow) {
            return Uni.createFrom().item(JsonNodeFactory.instance.objectNode());
        }

        @Override
        public Uni<Void> store(FlowChange change, FlowRow flow, JsonNode result) {
            change.alter(flow, FlowChangeCause.CUSTOMER, altered -> altered.endpointUri = endpointUri);
            return Uni.createFrom().voidItem();
        }

        @Override
        public String field() {
            return "endpointUri";
        }
    }
}
