package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.messaging.channel.MediaKind;
import io.parley.messaging.channel.MoContent;
import io.parley.messaging.channel.MoFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person sent to a bot. Stickers, and whatever Viber adds later, are {@link MoContent.Unknown}. */
final class BotContent {

    private static final Map<String, MediaKind> FILES =
            Map.of("picture", MediaKind.IMAGE, "video", MediaKind.VIDEO, "file", MediaKind.DOCUMENT);

    private final JsonNode message;
    private final String type;

    private BotContent(JsonNode message) {
        this.message = message;
        this.type = message.path("type").asText();
    }

    static BotContent of(JsonNode message) {
        return new BotContent(message);
    }

    MoContent content() {
        if (FILES.containsKey(type)) {
            return file().<MoContent>map(this::media).orElseGet(MoContent.MediaPlaceholder::new);
        }
        return switch (type) {
            case "text" -> words("text");
            case "url" -> words("media");
            case "location" -> location(message.path("location"));
            case "contact" -> contact(message.path("contact"));
            default -> new MoContent.Unknown();
        };
    }

    /** The file to fetch; empty if there is none, or none that can be. */
    Optional<MoFile> file() {
        return Optional.ofNullable(FILES.get(type)).flatMap(kind -> text(message, "media")
                .map(url ->
                        new MoFile(url, kind, null, text(message, "file_name").orElse(null), null)));
    }

    private MoContent media(MoFile file) {
        return new MoContent.Media(new MoContent.File(
                file.kind().word(),
                null,
                null,
                text(message, "text").or(() -> text(message, "file_name")).orElse(null)));
    }

    private MoContent words(String member) {
        return text(message, member).<MoContent>map(MoContent.Text::new).orElseGet(MoContent.Unknown::new);
    }

    private static MoContent location(JsonNode place) {
        return place.path("lat").isNumber() && place.path("lon").isNumber()
                ? new MoContent.Location(new MoContent.Place(
                        place.path("lon").doubleValue(), place.path("lat").doubleValue(), null, null, null))
                : new MoContent.Unknown();
    }

    private static MoContent contact(JsonNode told) {
        var card = JsonNodeFactory.instance.objectNode();
        text(told, "name")
                .ifPresent(name ->
                        card.putObject("name").put("formattedName", name).put("firstName", name));
        text(told, "phone_number")
                .ifPresent(number -> card.putArray("phones").addObject().put("phone", number));
        return card.isEmpty() ? new MoContent.Unknown() : new MoContent.Contacts(List.of(card));
    }

    private static Optional<String> text(JsonNode parent, String member) {
        return Optional.ofNullable(parent.path(member).textValue())
                .map(text -> text.replace("\0", ""))
                .filter(text -> !text.isEmpty());
    }
}
