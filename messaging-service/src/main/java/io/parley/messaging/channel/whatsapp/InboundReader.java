package io.parley.messaging.channel.whatsapp;

import static io.parley.messaging.channel.whatsapp.WebhookReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import java.time.Instant;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads one element of {@code messages[]} with the contacts and metadata beside it. */
final class InboundReader {

    /** Not said by a person: changes of number, first opening of a chat, taking back of a message. */
    private static final Set<String> NO_MESSAGES = Set.of("system", "request_welcome", "revoke");

    private final ObjectMapper json;

    InboundReader(ObjectMapper json) {
        this.json = json;
    }

    ChannelEvent read(JsonNode payload, Instant arrival) {
        var message = payload.path("message");
        var type = message.path("type").asText();
        var wamid = text(message.path("id"));
        var number = text(payload.path("metadata").path("phone_number_id"));
        var person = text(message.path("from")).or(() -> text(message.path("from_user_id")));
        if (wamid.isEmpty() || number.isEmpty() || person.isEmpty() || NO_MESSAGES.contains(type)) {
            return new Unreadable("message " + type);
        }
        var content = ContentReader.of(message);
        return new Received(
                WhatsAppChannel.PROVIDER,
                wamid.get(),
                number.get(),
                person.get(),
                wamid.get(),
                WebhookReader.time(message.path("timestamp"), arrival),
                content.content(),
                details(message, contact(payload.path("contacts"), person.get()), content),
                content.context(),
                content.file().orElse(null));
    }

    private static JsonNode contact(JsonNode contacts, String person) {
        return StreamSupport.stream(contacts.spliterator(), false)
                .filter(contact -> person.equals(contact.path("wa_id").asText())
                        || person.equals(contact.path("user_id").asText()))
                .findFirst()
                .orElse(contacts.size() == 1 ? contacts.get(0) : MissingNode.getInstance());
    }

    private ObjectNode details(JsonNode message, JsonNode contact, ContentReader content) {
        var sender = json.createObjectNode();
        put(sender, "senderName", contact.path("profile").path("name"));
        put(
                sender,
                "identityKeyHash",
                contact.path("identity_key_hash"),
                message.path("identity").path("hash"));
        put(sender, "bsuid", contact.path("user_id"), message.path("from_user_id"));
        put(sender, "parentBsuid", contact.path("parent_user_id"), message.path("from_parent_user_id"));
        put(sender, "username", contact.path("profile").path("username"));
        content.captions().forEach((member, caption) -> put(sender, member, caption));
        return sender.isEmpty() ? null : sender;
    }

    private static void put(ObjectNode sender, String member, JsonNode... places) {
        for (var place : places) {
            if (!sender.has(member)) {
                text(place).ifPresent(value -> sender.put(member, value));
            }
        }
    }
}
