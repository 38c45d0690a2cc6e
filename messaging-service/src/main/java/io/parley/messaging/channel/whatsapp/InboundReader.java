package io.parley.messaging.channel.whatsapp;

import static io.parley.messaging.channel.whatsapp.WebhookReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.Person;
import java.time.Instant;

/** Reads one element of {@code messages[]} with the contacts and metadata beside it. */
final class InboundReader {

    private final ObjectMapper json;

    InboundReader(ObjectMapper json) {
        this.json = json;
    }

    ChannelEvent read(JsonNode payload, Instant arrival) {
        var message = payload.path("message");
        var wamid = text(message.path("id"));
        var number = text(payload.path("metadata").path("phone_number_id"));
        var told = PersonReader.of(message, payload.path("contacts"));
        var person = told.person();
        if (wamid.isEmpty() || number.isEmpty() || person.isEmpty()) {
            return new Unreadable("message " + message.path("type").asText());
        }
        var content = ContentReader.of(message);
        return new Received(
                WhatsAppChannel.PROVIDER,
                wamid.get(),
                number.get(),
                person.get().id(),
                wamid.get(),
                WebhookReader.time(message.path("timestamp"), arrival),
                content.content(),
                details(told.name(), person.get(), content),
                content.context(),
                content.file().orElse(null),
                person.get());
    }

    private ObjectNode details(String name, Person person, ContentReader content) {
        var sender = json.createObjectNode();
        put(sender, "senderName", name);
        put(sender, "identityKeyHash", person.identityHash());
        put(sender, "bsuid", person.userId());
        put(sender, "parentBsuid", person.parentUserId());
        put(sender, "username", person.username());
        content.captions()
                .forEach((member, caption) -> put(sender, member, text(caption).orElse(null)));
        return sender.isEmpty() ? null : sender;
    }

    private static void put(ObjectNode sender, String member, String value) {
        if (value != null) {
            sender.put(member, value);
        }
    }
}
