package io.parley.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.phone.ChatMessage;
import io.parley.sandbox.phone.PhoneApp;
import io.parley.sandbox.phone.PhoneId;
import io.parley.sandbox.phone.content.PhoneMessageView;
import io.parley.sandbox.phone.content.ViberComposer;
import io.parley.sandbox.phone.content.WhatsAppComposer;
import io.parley.sandbox.web.Json;

/** What a person does with a phone that the platform receives. */
record PhoneActions(SandboxContext context, InboundControl inbound) {

    /** Sends what a person has entered. Returns the id of the message. */
    String send(PhoneId id, ObjectNode input) {
        var business = PhonesApi.business(input);
        if (context.phones()
                .operated(id)
                .map(phone -> phone.hasBlocked(business))
                .orElse(false)) {
            throw new IllegalArgumentException("the person has blocked this business");
        }
        var request = request(id, business);
        if (input.get("message") instanceof ObjectNode message) {
            return inbound.receiveOne(request.set("message", message));
        }
        switch (id.app()) {
            case WHATSAPP -> request.set("message", WhatsAppComposer.message(input, quotedFrom(id, input)));
            case VIBER -> request.set("message", ViberComposer.toBot(input));
            case VIBER_PARTNER -> request.set("message", ViberComposer.toPartner(input));
            case SMS -> {
                if (!input.path("type").asText("text").equals("text")) {
                    throw new IllegalArgumentException("type must be text");
                }
                request.put("text", input.path("text").asText(""));
            }
        }
        if (input.has("text") && id.app() != PhoneApp.SMS) {
            request.put("text", input.path("text").asText());
        }
        return inbound.receiveOne(request);
    }

    /** Sender of the quoted message. */
    private String quotedFrom(PhoneId id, ObjectNode input) {
        return context.phones()
                .find(input.path("quote").asText(""))
                .map(quoted -> quoted.isFromPerson() ? id.person() : quoted.business())
                .orElseGet(() -> input.path("business").asText());
    }

    private static ObjectNode request(PhoneId id, String business) {
        var isPhone = id.person().chars().allMatch(Character::isDigit) || id.app() != PhoneApp.WHATSAPP;
        return Json.MAPPER
                .createObjectNode()
                .put("channel", id.app().channel())
                .put(isPhone ? "from" : "userId", id.person())
                .put("to", business);
    }

    /**
     * Taps something in a message.
     *
     * @param input {@code label} or {@code action}, its number
     * @return the id of the message that was sent, or what the app opens or copies instead
     */
    ObjectNode tap(ChatMessage message, ObjectNode input) {
        var view = PhoneMessageView.of(message);
        var number = input.has("label")
                ? view.actionOf(input.path("label").asText())
                : input.path("action").asInt(-1);
        if (number < 0 || number >= view.labels().size()) {
            throw new IllegalArgumentException(
                    "the message has nothing of this label or action; it has " + view.labels());
        }
        context.phones().open(message.phone(), message.business());
        var reply = view.reply(number);
        if (reply.isEmpty()) {
            return view.action(number);
        }
        var request = request(message.phone(), message.business());
        var text = message.phone().app() == PhoneApp.WHATSAPP
                ? view.labels().get(number)
                : reply.get().path("text").asText();
        request.put("text", text).set("message", reply.get());
        return Json.MAPPER.createObjectNode().put("id", inbound.receiveOne(request));
    }

    /** Blocks or unblocks a business. A bot of Viber is informed, since the person no longer subscribes to it. */
    void block(PhoneId id, String business, boolean blocked) {
        if (context.phones().setBlocked(id, business, blocked) && id.app() == PhoneApp.VIBER) {
            var event = Json.MAPPER
                    .createObjectNode()
                    .put("event", blocked ? "unsubscribed" : "subscribed")
                    .put("timestamp", System.currentTimeMillis())
                    .put("message_token", context.ids().next());
            if (blocked) {
                event.put("user_id", id.person());
            } else {
                event.putObject("user")
                        .put("id", id.person())
                        .put("name", "Sandbox User")
                        .put("language", "en")
                        .put("country", "DE")
                        .put("api_version", 8);
            }
            inbound.receiveOne(request(id, business).set("event", event));
        }
    }
}
