package io.parley.messaging.channel.viber;

import static io.parley.runtime.json.ProviderJson.number;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.messaging.model.MediaKind;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Content of an inbound message to a bot. Stickers and types that Viber adds later are {@link MoContent.Unknown}. */
final class BotContent {

    private static final Map<String, MediaKind> FILES =
            Map.of("picture", MediaKind.IMAGE, "video", MediaKind.VIDEO, "file", MediaKind.DOCUMENT);

    private final JsonNode message;
    private final String type;

    private BotContent(JsonNode message) {
        this.message = message;
        this.type = text(message.path("type")).orElseGet(() -> typeOfMembers(message));
    }

    /** Infers an unreadable type from the members. */
    private static String typeOfMembers(JsonNode message) {
        return Map.of("media", "file", "text", "text", "location", "location", "contact", "contact").entrySet().stream()
                .filter(member -> message.hasNonNull(member.getKey()))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder()) // a file before its caption
                .orElse("");
    }

    static BotContent of(JsonNode message) {
        return new BotContent(message);
    }

    MoContent content() {
        if (FILES.containsKey(type)) {
            return file().<MoContent>map(this::media).orElseGet(MoContent.MediaPlaceholder::new);
        }
        return switch (type) {
            case "text" -> textContent("text");
            case "url" -> textContent("media");
            case "location" -> location(message.path("location"));
            case "contact" -> contact(message.path("contact"));
            default -> new MoContent.Unknown();
        };
    }

    /** The file to fetch; empty if there is none or it has no URL. */
    Optional<MoFile> file() {
        return Optional.ofNullable(FILES.get(type)).flatMap(kind -> text(message.path("media"))
                .map(url -> new MoFile(
                        url, kind, null, text(message.path("file_name")).orElse(null), null)));
    }

    private MoContent media(MoFile file) {
        return new MoContent.Media(new MoContent.File(
                file.kind().word(),
                null,
                null,
                text(message.path("text"))
                        .or(() -> text(message.path("file_name")))
                        .orElse(null)));
    }

    private MoContent textContent(String member) {
        return text(message.path(member)).<MoContent>map(MoContent.Text::new).orElseGet(MoContent.Unknown::new);
    }

    private static MoContent location(JsonNode place) {
        var longitude = number(place.path("lon"));
        var latitude = number(place.path("lat"));
        return longitude.isPresent() && latitude.isPresent()
                ? new MoContent.Location(
                        new MoContent.Place(longitude.getAsDouble(), latitude.getAsDouble(), null, null, null))
                : new MoContent.Unknown();
    }

    private static MoContent contact(JsonNode contact) {
        var card = JsonNodeFactory.instance.objectNode();
        scalar(contact.path("name"))
                .ifPresent(name ->
                        card.putObject("name").put("formattedName", name).put("firstName", name));
        scalar(contact.path("phone_number"))
                .ifPresent(number -> card.putArray("phones").addObject().put("phone", number));
        return card.isEmpty() ? new MoContent.Unknown() : new MoContent.Contacts(List.of(card));
    }
}
