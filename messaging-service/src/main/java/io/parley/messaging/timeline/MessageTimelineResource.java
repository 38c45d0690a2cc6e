package io.parley.messaging.timeline;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Operator API: a message of any account with all that happened to it, and its repetition as a new message. */
@Path("/operator/v1/messages/{messageId}")
@Produces(MediaType.APPLICATION_JSON)
public class MessageTimelineResource {
    private final ReadTimeline timelines;

    MessageTimelineResource(ReadTimeline timelines) {
        this.timelines = timelines;
    }

    @GET
    public Uni<MessageTimeline> read(@PathParam("messageId") UUID messageId) {
        return timelines.of(messageId);
    }

    @POST
    @Path("/resend")
    @ResponseStatus(202)
    public Uni<String> resend(@PathParam("messageId") UUID messageId) {
        return timelines.resend(messageId);
    }
}
