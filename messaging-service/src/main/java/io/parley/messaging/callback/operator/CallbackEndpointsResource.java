package io.parley.messaging.callback.operator;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/** Operator API: lists the endpoints of an account that fail, and enables disabled ones. */
@Path("/operator/v1/accounts/{accountId}/callback-endpoints")
@Produces(MediaType.APPLICATION_JSON)
public class CallbackEndpointsResource {
    private final CallbackEndpoints endpoints;

    CallbackEndpointsResource(CallbackEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @GET
    public Uni<List<CallbackEndpointResponse>> list(@PathParam("accountId") UUID accountId) {
        return endpoints.list(accountId);
    }

    @POST
    @Path("/{id}/enable")
    public Uni<Void> enable(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return endpoints.enable(accountId, id);
    }
}
