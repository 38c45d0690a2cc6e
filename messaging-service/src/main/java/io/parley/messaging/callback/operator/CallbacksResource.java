package io.parley.messaging.callback.operator;

import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Operator API: lists and replays the callbacks of an account. */
@Path("/operator/v1/accounts/{accountId}/callbacks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CallbacksResource {
    private final Callbacks callbacks;
    private final ReplayCallbacks replay;

    CallbacksResource(Callbacks callbacks, ReplayCallbacks replay) {
        this.callbacks = callbacks;
        this.replay = replay;
    }

    @GET
    public Uni<Paged<List<CallbackResponse>>> list(@PathParam("accountId") UUID accountId, @Context UriInfo uri) {
        return callbacks.list(accountId, FilterQuery.of(uri), Page.of(uri));
    }

    @GET
    @Path("/{id}")
    public Uni<CallbackResponse> read(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return callbacks.read(accountId, id);
    }

    @POST
    @Path("/{id}/replay")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    public Uni<CallbackResponse> replay(@PathParam("accountId") UUID accountId, @PathParam("id") UUID id) {
        return replay.one(accountId, id);
    }

    @POST
    @Path("/replay")
    @ResponseStatus(202)
    public Uni<ReplayResponse> replay(@PathParam("accountId") UUID accountId, CallbackFilter filter) {
        return replay.all(accountId, filter);
    }
}
