package io.parley.messaging.channel.viber;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** A messaging partner's API for Viber Business Messages, compatible with Infobip's. */
@RegisterRestClient
@Path("/viber/2/messages")
public interface PartnerApi {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.WILDCARD)
    Uni<Response> send(@HeaderParam("Authorization") String authorization, PartnerRequest request);
}
