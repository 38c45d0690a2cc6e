package io.parley.messaging.channel.viber;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Viber's REST API for bots. */
@RegisterRestClient
@Path("/pa")
public interface BotApi {

    @POST
    @Path("/send_message")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.WILDCARD)
    Uni<Response> send(@HeaderParam("X-Viber-Auth-Token") String token, BotMessage message);

    @POST
    @Path("/get_account_info")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.WILDCARD)
    Uni<Response> accountInfo(@HeaderParam("X-Viber-Auth-Token") String token, Map<String, String> nothing);

    @POST
    @Path("/set_webhook")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.WILDCARD)
    Uni<Response> setWebhook(@HeaderParam("X-Viber-Auth-Token") String token, WebhookRegistration webhook);
}
