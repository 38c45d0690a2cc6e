package io.parley.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.model.MessageReference;
import io.parley.model.Scope;
import io.parley.runtime.access.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/**
 * Accepts a stored message once more, as a new message with an id of its own, for operators: the same sender, recipient,
 * content, context and callback URL. It is validated like any request, so for example a file that has expired since, or
 * a sender without the scope, is reported.
 */
@ApplicationScoped
public class ResendMessage {
    /** In place of an API key. */
    private static final String OPERATOR = "operator";

    private static final String SOURCE = "operator";

    private final SendMessage sendMessage;
    private final ObjectMapper json;

    ResendMessage(SendMessage sendMessage, ObjectMapper json) {
        this.sendMessage = sendMessage;
        this.json = json;
    }

    /** Returns the contract's MessageResponse of the new message. */
    public Uni<String> resend(StoredMessage message) {
        var caller = new Caller(message.reference().accountId(), OPERATOR, EnumSet.allOf(Scope.class));
        var body = request(message).toString().getBytes(StandardCharsets.UTF_8);
        return Uni.createFrom()
                .deferred(() -> sendMessage.send(new SendMessage.Request(caller, body, SOURCE, null)))
                .map(SendMessage.Result::json);
    }

    /** The contract's MessageRequest. The options of a channel are members of the request. */
    private ObjectNode request(StoredMessage message) {
        var reference = message.reference();
        var request = message.options() == null ? json.createObjectNode() : parsed(message.options());
        request.put("channel", reference.channel())
                .put("from", reference.identity())
                .put("to", reference.recipient())
                .set("content", parsed(message.content()));
        if (reference.userContext() != null) {
            request.put("context", reference.userContext());
        }
        addCallbackUrl(request, reference);
        return request;
    }

    private static void addCallbackUrl(ObjectNode request, MessageReference reference) {
        if (reference.urlOverride() != null) {
            request.putObject("overrides").put("notificationCallbackUrl", reference.urlOverride());
        }
    }

    private ObjectNode parsed(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored content must be valid JSON", e);
        }
    }
}
