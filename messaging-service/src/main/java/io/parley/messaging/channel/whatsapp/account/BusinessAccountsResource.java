package io.parley.messaging.channel.whatsapp.account;

import io.parley.messaging.channel.whatsapp.graph.Aged;
import io.parley.model.Scope;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.RequiresScope;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The caller's WhatsApp accounts. */
@Path("/conversations/v3/channels/whatsapp/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.CHANNELS_READ)
public class BusinessAccountsResource {
    private final CurrentCaller caller;
    private final ReadAccounts read;
    private final InstantSource time;

    BusinessAccountsResource(CurrentCaller caller, ReadAccounts read, InstantSource time) {
        this.caller = caller;
        this.read = read;
        this.time = time;
    }

    @GET
    public Uni<RestResponse<Paged<List<ContractAccount>>>> list(@Context UriInfo uri) {
        return response(read.accounts(caller.get(), NumberFilter.of(uri), Page.of(uri)));
    }

    @GET
    @Path("/{whatsapp-account-id}")
    public Uni<RestResponse<ContractAccount>> read(@PathParam("whatsapp-account-id") String id) {
        return response(read.account(caller.get(), id));
    }

    @GET
    @Path("/{whatsapp-account-id}/phone-numbers")
    public Uni<RestResponse<Paged<List<ContractPhoneNumber>>>> listNumbers(
            @PathParam("whatsapp-account-id") String id, @Context UriInfo uri) {
        return response(read.numbersOf(caller.get(), id, Page.of(uri)));
    }

    private <T> Uni<RestResponse<T>> response(Uni<Aged<T>> found) {
        return found.map(aged -> aged.response(time.instant()));
    }
}
