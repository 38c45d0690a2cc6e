package io.parley.messaging.channel.whatsapp;

import static io.parley.messaging.channel.ProviderJson.elements;
import static io.parley.messaging.channel.ProviderJson.first;
import static io.parley.messaging.channel.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address card that a person sent, in the contract's words. Phones write cards as they like, so each member is read by
 * itself: what is no text is left out, a text in place of an object is taken as the object's main member, and a birthday
 * stays as it was written ({@code --03-11} has no year).
 */
final class CardReader {

    /** A member of a card that is a list or one object: the contract's name, and Meta's names of its members by ours. */
    private record Group(String name, boolean isList, List<Map.Entry<String, String>> members) {}

    /** The first member of each is the main one. */
    private static final List<Group> GROUPS = List.of(
            new Group("addresses", true, members("street", "city", "state", "zip", "country", "countryCode", "type")),
            new Group("emails", true, members("email", "type")),
            new Group("ims", true, members("userId", "service")),
            new Group("org", false, members("company", "department", "title")),
            new Group("phones", true, members("phone", "type", "waId")),
            new Group("urls", true, members("url", "type")));

    private static final List<Map.Entry<String, String>> NAME =
            members("formattedName", "prefix", "firstName", "middleName", "lastName", "suffix");

    private CardReader() {}

    static JsonNode read(JsonNode told) {
        var card = node();
        scalar(told.path("birthday")).ifPresent(birthday -> card.put("birthday", birthday));
        name(told.path("name")).ifPresent(name -> card.set("name", name));
        GROUPS.forEach(group -> add(card, group, told.path(group.name())));
        return card;
    }

    private static void add(ObjectNode card, Group group, JsonNode told) {
        var read = elements(told).stream()
                .map(one -> object(one, group.members()))
                .filter(one -> !one.isEmpty())
                .toList();
        if (!read.isEmpty() && group.isList()) {
            card.putArray(group.name()).addAll(read);
        } else if (!read.isEmpty()) {
            card.set(group.name(), read.getFirst());
        }
    }

    /** The contract wants the formatted name and one more. */
    private static Optional<ObjectNode> name(JsonNode told) {
        var name = object(told, NAME);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!name.has("formattedName")) {
            name.put(
                    "formattedName",
                    Stream.of("prefix", "firstName", "middleName", "lastName", "suffix")
                            .map(part -> first(name.path(part)))
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(" ")));
        }
        if (name.size() == 1) {
            name.set("firstName", name.path("formattedName"));
        }
        return Optional.of(name);
    }

    private static ObjectNode object(JsonNode told, List<Map.Entry<String, String>> members) {
        var object = node();
        scalar(told).ifPresent(text -> object.put(members.getFirst().getKey(), text));
        members.forEach(
                member -> scalar(told.path(member.getValue())).ifPresent(text -> object.put(member.getKey(), text)));
        return object;
    }

    private static List<Map.Entry<String, String>> members(String... names) {
        return Stream.of(names)
                .map(name -> Map.entry(name, SnakeCase.name(name)))
                .toList();
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
