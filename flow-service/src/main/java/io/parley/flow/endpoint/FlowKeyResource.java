package io.parley.flow.endpoint;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Operator API: the key pair with which the platform decrypts the Flows of a WhatsApp number. */
@Path("/operator/v1/accounts/{accountId}/senders/{id}/flow-key")
@Produces(MediaType.APPLICATION_JSON)
public class FlowKeyResource {
    private final RotateFlowKey rotate;
    private final ReadFlowKeys read;
    private final DeleteFlowKeys delete;

    FlowKeyResource(RotateFlowKey rotate, ReadFlowKeys read, DeleteFlowKeys delete) {
        this.rotate = rotate;
        this.read = read;
        this.delete = delete;
    }

    @GET
    public Uni<FlowKeyResponse> read(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return read.run(accountId, id);
    }

    @POST
    @ResponseStatus(201)
    public Uni<FlowKeyResponse> rotate(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return rotate.run(accountId, id);
    }

    @DELETE
    public Uni<Void> delete(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return delete.run(accountId, id);
    }
}
