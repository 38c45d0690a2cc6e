package io.parley.messaging.flow;

import io.parley.model.fact.FlowFact;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Operator API: the Flows of an account with their states, as flow-service has published them. */
@Path("/operator/v1/accounts/{accountId}/flow-states")
@Produces(MediaType.APPLICATION_JSON)
public class OperatorFlowsResource {
    private final FlowCache flows;
    private final Directory directory;

    OperatorFlowsResource(FlowCache flows, Directory directory) {
        this.flows = flows;
        this.directory = directory;
    }

    @GET
    public Paged<List<FlowState>> list(@PathParam("accountId") UUID accountId, @Context UriInfo uri) {
        if (directory.account(accountId).isEmpty()) {
            throw Problems.notFound();
        }
        return Paged.cut(flows.ofAccount(accountId), Page.of(uri), page -> page.stream()
                .map(FlowState::of)
                .toList());
    }

    /**
     * A Flow.
     *
     * @param status the contract's FlowStatus
     * @param providerStatus Meta's own status, which is more specific
     * @param changedAt when it changed last
     */
    record FlowState(
            UUID whatsAppAccountId,
            String flowId,
            String name,
            String status,
            String providerStatus,
            Instant changedAt) {

        static FlowState of(FlowFact flow) {
            return new FlowState(
                    flow.whatsAppAccountId(), flow.flowId(), flow.name(), flow.status(), flow.metaStatus(), flow.at());
        }
    }
}
