package io.parley.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.meta.template.management.TemplateManagement;
import io.parley.sandbox.phone.ChatMessage;
import io.parley.sandbox.phone.ChatMessage.Details;
import io.parley.sandbox.phone.MessageInTransit;
import io.parley.sandbox.phone.OperatedPhone;
import io.parley.sandbox.phone.PhoneApp;
import io.parley.sandbox.phone.PhoneEvent;
import io.parley.sandbox.phone.PhoneId;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** The WhatsApp of persons: reports messages of both directions, and lets operated phones decide about the statuses. */
record WhatsAppPhones(SandboxContext context, TemplateManagement templates) {
    private static final int UNDELIVERABLE = 131026;
    private static final int WINDOW_CLOSED = 131047;
    private static final int NO_ERROR = 0;

    /** Adds an accepted message. A reaction is shown at the message that it concerns. */
    void accepted(JsonNode message, Sent sent, byte[] body) {
        var type = MessageRules.type(message);
        var details = type.equals("template")
                ? Details.ofTemplate(templates
                        .shownComponents(sent.number().wabaId(), message.path("template"))
                        .orElse(null))
                : Details.NONE;
        var shown = ChatMessage.toPerson(sent.wamid(), id(sent), sent.number().display(), body, details);
        if (type.equals("reaction")) {
            var reaction = message.path("reaction");
            context.phones()
                    .react(
                            shown,
                            reaction.path("message_id").asText(),
                            reaction.path("emoji").asText());
        } else {
            context.phones().add(shown);
        }
    }

    private static PhoneId id(Sent sent) {
        return PhoneId.of(PhoneApp.WHATSAPP, sent.recipient());
    }

    Optional<OperatedPhone> operated(Sent sent) {
        return context.phones().operated(id(sent));
    }

    /**
     * Returns a message for an operated phone.
     *
     * @param report reports a status with its error code to the platform
     */
    MessageInTransit inTransit(JsonNode message, Sent sent, ObjIntConsumer<String> report) {
        var isTemplate = MessageRules.type(message).equals("template");
        return new MessageInTransit(
                sent.number().display(),
                !isTemplate,
                isTemplate
                        ? templates.lifetime(sent.number().wabaId(), message.path("template"))
                        : TemplateManagement.MAX_LIFETIME,
                event -> context.dueQueue().after(0, () -> report(event, sent, report)));
    }

    private void report(PhoneEvent event, Sent sent, ObjIntConsumer<String> report) {
        switch (event) {
            case SENT -> report.accept("sent", NO_ERROR);
            case DELIVERED -> report.accept("delivered", NO_ERROR);
            case READ -> {
                if (context.faults().plan().whatsapp().read()) {
                    report.accept("read", NO_ERROR);
                }
            }
            case BLOCKED -> report.accept("failed", UNDELIVERABLE);
            case WINDOW_CLOSED -> report.accept("failed", WINDOW_CLOSED);
            // Meta drops the message and sends no webhook.
            case EXPIRED -> context.phones().setStatus(sent.wamid(), "expired", null);
        }
    }

    void status(Sent sent, String status, int code) {
        context.phones().setStatus(sent.wamid(), status, status.equals("failed") ? Integer.toString(code) : null);
    }

    /** Adds a message of a person; a reaction, edit or revocation changes the message that it concerns. */
    void received(String id, SandboxPerson person, SandboxConfig.Number number, JsonNode content) {
        var shown = ChatMessage.fromPerson(
                id, PhoneId.of(PhoneApp.WHATSAPP, person.id()), number.display(), content.toString());
        var type = content.path("type").asText();
        var body = content.path(type);
        switch (type) {
            case "reaction" ->
                context.phones()
                        .react(
                                shown,
                                body.path("message_id").asText(),
                                body.path("emoji").asText(""));
            case "edit" ->
                context.phones().edit(body.path("original_message_id").asText(), editedText(body));
            case "revoke" ->
                context.phones().revoke(body.path("original_message_id").asText());
            default -> context.phones().add(shown);
        }
    }

    /** The new text, or the new caption of a file. */
    private static String editedText(JsonNode edit) {
        var message = edit.path("message");
        var type = message.path("type").asText();
        return message.path(type).path(type.equals("text") ? "body" : "caption").asText("");
    }

    /** Meta has passed a message of a person to the platform. */
    void passed(String id) {
        context.phones().setStatus(id, "delivered", null);
    }

    /** The business has marked a message as read, and may be typing a reply. */
    void markedRead(JsonNode call) {
        var id = call.path("message_id").asText();
        context.phones().readByBusiness(id);
        if (call.has("typing_indicator")) {
            context.phones().typing(id);
        }
    }
}
