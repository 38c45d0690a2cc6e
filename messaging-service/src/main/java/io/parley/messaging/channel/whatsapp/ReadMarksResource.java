package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.InboundLookup;
import io.parley.messaging.channel.whatsapp.graph.ReadMark;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppConnection;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphError;
import io.parley.runtime.http.ProviderAnswer;
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
import org.jspecify.annotations.Nullable;

/** Marks a received message as read. Calls Meta immediately and stores nothing, so repeated requests are sent again. */
@Path("/conversations/v3/channels/whatsapp/messages/{message-id}")
public class ReadMarksResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Meta's code for an invalid parameter: the message is unknown or no longer known. */
    private static final int INVALID_PARAMETER = 131009;

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
    record StatusUpdate(@NotNull Status status, @Nullable Boolean isTyping) {

        enum Status {
            @JsonProperty("read")
            READ
        }
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> mark(@PathParam("message-id") String id, @Nullable StatusUpdate update) {
        if (update == null) { // an empty body is not passed to a message body reader
            throw Problems.violation("status", "must be given");
        }
        return inbound.find(caller.get().accountId(), WhatsAppNames.PROVIDER, id)
                .map(found -> found.orElseThrow(Problems::notFound))
                .chain(found -> mark(sender(found), found.publicId(), Boolean.TRUE.equals(update.isTyping())));
    }

    private Sender sender(InboundLookup.Found found) {
        var identity = directory.sender(found.senderId()).map(Sender::identity).orElse("");
        return senders.owned(
                caller.get(),
                WhatsAppNames.CHANNEL,
                identity,
                Scope.MESSAGES_WRITE,
                "The number that received the message");
    }

    private Uni<Response> mark(Sender sender, String wamid, boolean typing) {
        return graph.mark(sender, ReadMark.of(wamid, typing))
                .map(response -> ProviderAnswer.of(response, json))
                .onFailure()
                .transform(failure -> Problems.unavailable(RETRY_AFTER))
                .map(ReadMarksResource::response);
    }

    private static Response response(ProviderAnswer answer) {
        var error = GraphError.ofAnswer(answer.body());
        if (answer.status() < 300 && error.isEmpty()) {
            return Response.ok().build();
        }
        throw error.map(GraphError::code)
                .flatMap(ReadMarksResource::problem)
                .orElseGet(() -> Problems.unavailable(RETRY_AFTER));
    }

    private static Optional<RuntimeException> problem(int code) {
        return code == INVALID_PARAMETER || code == UNKNOWN ? Optional.of(Problems.notFound()) : Optional.empty();
    }
}
