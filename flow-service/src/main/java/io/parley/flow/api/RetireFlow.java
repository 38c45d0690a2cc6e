package io.parley.flow.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.graph.GraphFlows;
import io.parley.flow.lifecycle.FlowOperation;
import io.parley.flow.lifecycle.FlowStatus;
import io.parley.flow.store.FlowChange;
import io.parley.flow.store.FlowChangeCause;
import io.parley.flow.store.FlowFiles;
import io.parley.flow.store.FlowRow;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends flows: deprecates published ones and deletes drafts. */
@ApplicationScoped
class RetireFlow {
    private final ChangeFlow changes;
    private final GraphFlows graph;
    private final FlowFiles files;

    RetireFlow(ChangeFlow changes, GraphFlows graph, FlowFiles files) {
        this.changes = changes;
        this.graph = graph;
        this.files = files;
    }

    Uni<Void> deprecate(WhatsAppAccount account, String flowId) {
        return changes.change(account, flowId, FlowOperation.DEPRECATE, new Deprecation(account));
    }

    Uni<Void> delete(WhatsAppAccount account, String flowId) {
        return changes.change(account, flowId, FlowOperation.DELETE, new Deletion(account));
    }

    /** The deprecation. */
    private final class Deprecation implements ChangeFlow.Step {
        private final WhatsAppAccount account;

        private Deprecation(WhatsAppAccount account) {
            this.account = account;
        }

        @Override
        public Uni<JsonNode> call(FlowRow flow) {
            return graph.deprecate(account, flow.flowId);
        }

        @Override
        public Uni<Void> store(FlowChange change, FlowRow flow, JsonNode result) {
            change.alter(flow, FlowChangeCause.CUSTOMER, altered -> {
                altered.status = FlowStatus.DEPRECATED;
                altered.metaStatus = FlowStatus.DEPRECATED.name();
            });
            return Uni.createFrom().voidItem();
        }

        @Override
        public String field() {
            return "status";
        }
    }

    /** The deletion. */
    private final class Deletion implements ChangeFlow.Step {
        private final WhatsAppAccount account;

        private Deletion(WhatsAppAccount account) {
            this.account = account;
        }

        @Override
        public Uni<JsonNode> call(FlowRow flow) {
            return graph.delete(account, flow.flowId);
        }

        @Override
        public Uni<Void> store(FlowChange change, FlowRow flow, JsonNode result) {
            change.delete(flow, FlowChangeCause.CUSTOMER);
            return files.remove(flow.flowId);
        }

        @Override
        public String field() {
            return "status";
        }
    }
}
