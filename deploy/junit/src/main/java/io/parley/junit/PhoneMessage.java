package io.parley.junit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A message as the app of the phone shows it.
 *
 * @param id the provider's id
 * @param business who sent it, or whom the person wrote to
 * @param isFromPerson whether the person wrote it
 * @param kind the provider's type, for example {@code text}, {@code image} or {@code interactive}
 * @param header null if it has none
 * @param text text or caption; null if it has none
 * @param footer null if it has none
 * @param buttons labels of everything that can be tapped: buttons, rows of lists, buttons of cards
 * @param status {@code accepted}, {@code sent}, {@code delivered}, {@code read}, {@code failed} or {@code expired}
 * @param at when the provider received it
 * @param json all that the sandbox knows about it
 */
public record PhoneMessage(
        String id,
        String business,
        boolean isFromPerson,
        String kind,
        String header,
        String text,
        String footer,
        List<String> buttons,
        String status,
        Instant at,
        JsonNode json) {

    static PhoneMessage of(JsonNode message) {
        return new PhoneMessage(
                message.path("id").asText(),
                message.path("business").asText(),
                message.path("fromPerson").asBoolean(),
                message.path("kind").asText(),
                message.path("header").textValue(),
                message.path("text").textValue(),
                message.path("footer").textValue(),
                labels(message),
                message.path("status").asText(),
                Instant.parse(message.path("at").asText()),
                message);
    }

    private static List<String> labels(JsonNode message) {
        var labels = new ArrayList<String>();
        Stream.of("actions", "keyboard").forEach(list -> add(message.path(list), labels));
        message.path("cards").forEach(card -> add(card.path("actions"), labels));
        return List.copyOf(labels);
    }

    private static void add(JsonNode actions, List<String> labels) {
        actions.forEach(action -> labels.add(action.path("label").asText()));
    }

    /** Whether its header, text or footer contains a text. */
    public boolean contains(String part) {
        return Stream.of(header, text, footer).filter(Objects::nonNull).anyMatch(one -> one.contains(part));
    }

    /** One line, for assertions. */
    @Override
    public String toString() {
        var line = new StringBuilder(isFromPerson ? "person to " : "from ")
                .append(business)
                .append(", ")
                .append(kind);
        Stream.of(header, text, footer)
                .filter(Objects::nonNull)
                .forEach(part -> line.append(": \"").append(part).append('"'));
        return line.append(buttons.isEmpty() ? "" : " " + buttons)
                .append(", ")
                .append(status)
                .toString();
    }
}
