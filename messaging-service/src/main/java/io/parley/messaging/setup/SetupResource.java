package io.parley.messaging.setup;

import io.parley.runtime.setup.SetupCheckResponse;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Operator API: checks the set-up against Meta, Viber and each SMSC. */
@Path("/operator/v1/setup-checks")
@Produces(MediaType.APPLICATION_JSON)
public class SetupResource {
    private final CheckSetup setup;

    SetupResource(CheckSetup setup) {
        this.setup = setup;
    }

    @GET
    public Uni<List<SetupCheckResponse>> check() {
        return setup.run();
    }
}
