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

/** Operator API for the WhatsApp accounts of an account. */
@Path("/operator/v1/accounts/{accountId}/whatsapp-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WhatsAppAccountsResource {
    private final WhatsAppAccounts whatsAppAccounts;

    WhatsAppAccountsResource(WhatsAppAccounts whatsAppAccounts) {
        this.whatsAppAccounts = whatsAppAccounts;
    }

    @GET
    public Uni<Paged<List<WhatsAppAccountResponse>>> list(
            @PathParam("accountId") UUID accountId, @Context UriInfo uri) {
        return whatsAppAccounts.list(accountId, Page.of(uri));
    }

    @POST
    public Uni<RestResponse<WhatsAppAccountResponse>> create(
            @PathParam("accountId") UUID accountId, WhatsAppAccountRequest request, @Context UriInfo uri) {
        return whatsAppAccounts
                .create(accountId, request)
                .map(row -> CreatedResponse.at(uri, row.id, WhatsAppAccountResponse.of(row)));
    }

    @GET
    @Path("/{id}")
    public Uni<WhatsAppAccountResponse> read(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return whatsAppAccounts.read(accountId, id).map(WhatsAppAccountResponse::of);
    }

    @PUT
    @Path("/{id}")
    public Uni<WhatsAppAccountResponse> replace(
            @PathParam("accountId") UUID accountId, @PathParam("id") UUID id, WhatsAppAccountRequest request) {
        return whatsAppAccounts.replace(accountId, id, request).map(WhatsAppAccountResponse::of);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> deactivate(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return whatsAppAccounts.deactivate(accountId, id);
    }
}
