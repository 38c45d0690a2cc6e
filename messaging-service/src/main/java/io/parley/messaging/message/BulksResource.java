package io.parley.messaging.message;

import io.parley.runtime.access.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Sends several contents to one recipient, delivered in the given order. */
@Path("/conversations/v3/bulks")
@Produces(MediaType.APPLICATION_JSON)
public class BulksResource {

    private final SendMessage sendMessage;
    private final CurrentCaller caller;

    BulksResource(SendMessage sendMessage, CurrentCaller caller) {
        this.sendMessage = sendMessage;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> send(
            byte[] body, @HeaderParam("x-tyntec-message-source") String source, @Context HttpHeaders headers) {
        return sendMessage
                .sendBulk(new SendMessage.Request(caller.get(), body, source, IdempotencyKey.headerValue(headers)))
                .map(SendMessage.Result::response);
    }
}
