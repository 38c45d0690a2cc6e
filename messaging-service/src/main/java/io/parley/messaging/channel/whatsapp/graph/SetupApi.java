package io.parley.messaging.channel.whatsapp.graph;

import io.parley.runtime.graph.GraphNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Graph API, access tokens and the subscription of the app to a WhatsApp Business Account's webhooks. Returns every HTTP
 * status; only a call without a response fails.
 */
@RegisterRestClient
@Path("/{version}")
@Produces(MediaType.WILDCARD)
public interface SetupApi {

    @GET
    @Path("/debug_token")
    Uni<Response> token(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("input_token") String inspected);

    @GET
    @Path("/{id}/subscribed_apps")
    Uni<Response> subscriptions(@BeanParam GraphNode node);

    @POST
    @Path("/{id}/subscribed_apps")
    Uni<Response> subscribe(@BeanParam GraphNode node);
}
