package io.parley.messaging.channel.whatsapp.account;

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

/** The caller's WhatsApp numbers, of all accounts. */
@Path("/conversations/v3/channels/whatsapp/phone-numbers")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.CHANNELS_READ)
public class PhoneNumbersResource {
    private final CurrentCaller caller;
    private final ReadAccounts read;
    private final InstantSource time;

    PhoneNumbersResource(CurrentCaller caller, ReadAccounts read, InstantSource time) {
        this.caller = caller;
        this.read = read;
        this.time = time;
    }

    @GET
    public Uni<RestResponse<Paged<List<ContractPhoneNumber>>>> list(@Context UriInfo uri) {
        return read.numbers(caller.get(), Page.of(uri)).map(found -> found.response(time.instant()));
    }

    @GET
    @Path("/{phone-number}")
    public Uni<RestResponse<ContractPhoneNumber>> read(@PathParam("phone-number") String number) {
        return read.number(caller.get(), number).map(found -> found.response(time.instant()));
    }
}
