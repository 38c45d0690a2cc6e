package io.parley.messaging.directory;

import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Operator API for the senders of an account. */
@Path("/operator/v1/accounts/{accountId}/senders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SendersResource {
    private final SenderDirectory senders;

    SendersResource(SenderDirectory senders) {
        this.senders = senders;
    }

    @GET
    public Uni<Paged<List<SenderResponse>>> list(@PathParam("accountId") UUID accountId, @Context UriInfo uri) {
        return senders.list(accountId, Page.of(uri));
    }

    @POST
    public Uni<RestResponse<SenderResponse>> create(
            @PathParam("accountId") UUID accountId, SenderRequest request, @Context UriInfo uri) {
        return senders.create(accountId, request).map(row -> CreatedResponse.at(uri, row.id, SenderResponse.of(row)));
    }

    @GET
    @Path("/{id}")
    public Uni<SenderResponse> read(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return senders.read(accountId, id).map(SenderResponse::of);
    }

    @PUT
    @Path("/{id}")
    public Uni<SenderResponse> replace(
            @PathParam("accountId") UUID accountId, @PathParam("id") UUID id, SenderRequest request) {
        return senders.replace(accountId, id, request).map(SenderResponse::of);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> deactivate(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return senders.deactivate(accountId, id);
    }
}
