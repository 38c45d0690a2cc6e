package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.InboundLookup;
import io.parley.messaging.channel.ProviderAnswer;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphError;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Shows a received message as read, at once and as often as asked: nothing is stored. */
@Path("/conversations/v3/channels/whatsapp/messages/{message-id}")
public class ReadMarksResource {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Parameter not valid: Meta does not know the message, or not any more. */
    private static final int INVALID = 131009;

    private static final int UNKNOWN = 100;

    private final InboundLookup inbound;
    private final WhatsAppConnection graph;
    private final Directory directory;
    private final SenderAccess senders;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    ReadMarksResource(
            InboundLookup inbound,
            WhatsAppConnection graph,
            Directory directory,
            SenderAccess senders,
            CurrentCaller caller,
            ObjectMapper json) {
        this.inbound = inbound;
        this.graph = graph;
        this.directory = directory;
        this.senders = senders;
        this.caller = caller;
        this.json = json;
    }

    /** The contract's WhatsAppMessageStatusUpdate. */
    record StatusUpdate(@NotNull Status status, Boolean isTyping) {

        enum Status {
            @JsonProperty("read")
            READ
        }
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> mark(@PathParam("message-id") String id, StatusUpdate update) {
        if (update == null) { // no body, which no reader of bodies sees
            throw Problems.violation("status", "must be given");
        }
        return inbound.find(caller.get().accountId(), WhatsAppChannel.PROVIDER, id)
                .map(found -> found.orElseThrow(Problems::notFound))
                .chain(found -> mark(sender(found), found.publicId(), Boolean.TRUE.equals(update.isTyping())));
    }

    private Sender sender(InboundLookup.Found found) {
        var identity = directory.sender(found.senderId()).map(Sender::identity).orElse("");
        return senders.owned(
                caller.get(),
                WhatsAppChannel.KIND.name(),
                identity,
                Scope.MESSAGES_WRITE,
                "The number that received the message");
    }

    private Uni<Response> mark(Sender sender, String wamid, boolean typing) {
        return graph.mark(sender, ReadMark.of(wamid, typing))
                .map(response -> ProviderAnswer.of(response, json))
                .onFailure()
                .transform(failure -> Problems.unavailable(SOON))
                .map(ReadMarksResource::response);
    }

    private static Response response(ProviderAnswer answer) {
        var error = GraphError.ofAnswer(answer.body());
        if (answer.status() < 300 && error.isEmpty()) {
            return Response.ok().build();
        }
        throw error.map(GraphError::code)
                .flatMap(ReadMarksResource::refusal)
                .orElseGet(() -> Problems.unavailable(SOON));
    }

    private static Optional<RuntimeException> refusal(int code) {
        return code == INVALID || code == UNKNOWN ? Optional.of(Problems.notFound()) : Optional.empty();
    }
}
