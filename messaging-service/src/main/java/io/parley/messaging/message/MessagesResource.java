package io.parley.messaging.message;

import io.parley.messaging.console.ConsoleLinks;
import io.parley.runtime.access.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Sends messages and returns their status and events. */
@Path("/conversations/v3/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    private final SendMessage sendMessage;
    private final MessageHistories histories;
    private final ConsoleLinks links;
    private final CurrentCaller caller;

    MessagesResource(SendMessage sendMessage, MessageHistories histories, ConsoleLinks links, CurrentCaller caller) {
        this.sendMessage = sendMessage;
        this.histories = histories;
        this.links = links;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> send(
            byte[] body,
            @HeaderParam("x-tyntec-message-source") String source,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        return sendMessage
                .send(new SendMessage.Request(caller.get(), body, source, IdempotencyKey.headerValue(headers)))
                .map(result -> links.toMessage(
                                MessageResponse.messageId(result.json()), uri, headers.getRequestHeaders())
                        .map(result::response)
                        .orElseGet(result::response));
    }

    @GET
    @Path("/{messageId}/status")
    public Uni<MessageStatus> status(@PathParam("messageId") String messageId) {
        return histories.of(caller.get(), messageId).map(MessageHistory::status);
    }

    @GET
    @Path("/{messageId}/events")
    public Uni<MessageDeliveryEvents> events(@PathParam("messageId") String messageId) {
        return histories.of(caller.get(), messageId).map(MessageHistory::events);
    }
}
