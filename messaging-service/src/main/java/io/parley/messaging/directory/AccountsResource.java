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

/** Operator API for accounts. */
@Path("/operator/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AccountsResource {
    private final Accounts accounts;

    AccountsResource(Accounts accounts) {
        this.accounts = accounts;
    }

    @GET
    public Uni<Paged<List<AccountResponse>>> list(@Context UriInfo uri) {
        return accounts.list(Page.of(uri));
    }

    @POST
    public Uni<RestResponse<AccountResponse>> create(AccountRequest request, @Context UriInfo uri) {
        return accounts.create(request)
                .map(account -> CreatedResponse.at(uri, account.id, AccountResponse.of(account)));
    }

    @GET
    @Path("/{id}")
    public Uni<AccountResponse> read(@PathParam("id") UUID id) {
        return accounts.read(id).map(AccountResponse::of);
    }

    @PUT
    @Path("/{id}")
    public Uni<AccountResponse> replace(@PathParam("id") UUID id, AccountRequest request) {
        return accounts.replace(id, request).map(AccountResponse::of);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> deactivate(@PathParam("id") UUID id) {
        return accounts.deactivate(id);
    }
}
