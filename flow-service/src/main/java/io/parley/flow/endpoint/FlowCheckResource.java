package io.parley.flow.endpoint;

import io.parley.runtime.setup.SetupCheckResponse;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Operator API: checks the keys of Flows against Meta. */
@Path("/operator/v1/setup-checks/flows")
@Produces(MediaType.APPLICATION_JSON)
public class FlowCheckResource {
    private final CheckFlowKeys keys;

    FlowCheckResource(CheckFlowKeys keys) {
        this.keys = keys;
    }

    @GET
    public Uni<List<SetupCheckResponse>> check() {
        return keys.run();
    }
}
