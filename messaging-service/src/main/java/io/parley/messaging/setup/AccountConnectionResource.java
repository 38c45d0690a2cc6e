package io.parley.messaging.setup;

import io.parley.runtime.setup.SetupCheckResponse;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/** Operator API: connects a WhatsApp account to its network and creates its senders. */
@Path("/operator/v1/accounts/{accountId}/whatsapp-accounts/{id}/connection")
@Produces(MediaType.APPLICATION_JSON)
public class AccountConnectionResource {
    private final ConnectAccount connect;

    AccountConnectionResource(ConnectAccount connect) {
        this.connect = connect;
    }

    @POST
    public Uni<List<SetupCheckResponse>> connect(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return connect.run(accountId, id);
    }
}
