package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.first;
import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.graph.SnakeCase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a contact card that a person sent into the contract's format. Phones write cards in many ways, so each member
 * is read on its own: a value that is not text is left out, a text in place of an object is read as the object's main
 * member, and a birthday is kept as written ({@code --03-11} has no year).
 */
final class CardReader {

    /**
     * A member of a card, a list or one object: its name in the contract and its members (contract name, Meta's name).
     */
    private record Group(String name, boolean isList, List<Map.Entry<String, String>> members) {}

    /** The first member of each group is the main one. */
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

    static JsonNode read(JsonNode contact) {
        var card = node();
        scalar(contact.path("birthday")).ifPresent(birthday -> card.put("birthday", birthday));
        name(contact.path("name")).ifPresent(name -> card.set("name", name));
        GROUPS.forEach(group -> add(card, group, contact.path(group.name())));
        return card;
    }

    private static void add(ObjectNode card, Group group, JsonNode value) {
        var read = elements(value).stream()
                .map(one -> object(one, group.members()))
                .filter(one -> !one.isEmpty())
                .toList();
        if (!read.isEmpty() && group.isList()) {
            card.putArray(group.name()).addAll(read);
        } else if (!read.isEmpty()) {
            card.set(group.name(), read.getFirst());
        }
    }

    /** The contract requires the formatted name and one more member. */
    private static Optional<ObjectNode> name(JsonNode value) {
        var name = object(value, NAME);
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

    private static ObjectNode object(JsonNode value, List<Map.Entry<String, String>> members) {
        var object = node();
        scalar(value).ifPresent(text -> object.put(members.getFirst().getKey(), text));
        members.forEach(
                member -> scalar(value.path(member.getValue())).ifPresent(text -> object.put(member.getKey(), text)));
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
