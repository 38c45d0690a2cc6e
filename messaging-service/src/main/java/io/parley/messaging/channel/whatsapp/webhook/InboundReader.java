package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.messaging.model.Person;
import io.parley.model.ProviderEvent;
import io.parley.runtime.json.ProviderJson;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code messages[]} with its contacts and metadata. A message without an id is deduplicated by
 * its bytes, and customers get our id for it.
 */
final class InboundReader {

    private final ObjectMapper json;

    InboundReader(ObjectMapper json) {
        this.json = json;
    }

    ChannelEvent read(ProviderEvent event) {
        var payload = event.payload();
        var message = payload.path("message");
        var wamid = scalar(message.path("id"));
        var number = WebhookReader.number(event);
        var reader = PersonReader.of(message, payload.path("contacts"));
        var person = reader.person();
        if (number.isEmpty() || person.isEmpty()) {
            return new Unreadable("message " + message.path("type").asText());
        }
        var content = ContentReader.of(message);
        return new Received(
                WhatsAppNames.PROVIDER,
                wamid.orElse(event.id()),
                number.get(),
                person.get().id(),
                wamid.orElse(null),
                ProviderJson.seconds(message.path("timestamp"), event.receivedAt()),
                content.content(),
                details(reader.name(), person.get(), content),
                content.context(),
                content.file().orElse(null),
                person.get());
    }

    private @Nullable ObjectNode details(@Nullable String name, Person person, ContentReader content) {
        var sender = json.createObjectNode();
        put(sender, "senderName", name);
        put(sender, "identityKeyHash", person.identityHash());
        put(sender, "bsuid", person.userId());
        put(sender, "parentBsuid", person.parentUserId());
        put(sender, "username", person.username());
        content.captions()
                .forEach(
                        (member, caption) -> put(sender, member, scalar(caption).orElse(null)));
        content.extensions().forEach(sender::set);
        return sender.isEmpty() ? null : sender;
    }

    private static void put(ObjectNode sender, String member, @Nullable String value) {
        if (value != null) {
            sender.put(member, value);
        }
    }
}
