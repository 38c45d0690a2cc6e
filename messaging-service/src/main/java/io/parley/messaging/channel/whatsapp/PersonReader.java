package io.parley.messaging.channel.whatsapp;

import static io.parley.messaging.channel.whatsapp.WebhookReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parley.messaging.channel.Person;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Who a webhook speaks of, from the message and the contacts beside it. */
record PersonReader(JsonNode message, JsonNode contact) {

    static PersonReader of(JsonNode message, JsonNode contacts) {
        return new PersonReader(message, contact(message, contacts));
    }

    /** Empty if the webhook names nobody. */
    Optional<Person> person() {
        return Optional.of(new Person(
                        first(message.path("from")),
                        first(contact.path("user_id"), message.path("from_user_id")),
                        first(contact.path("parent_user_id"), message.path("from_parent_user_id")),
                        first(contact.path("profile").path("username")),
                        first(
                                contact.path("identity_key_hash"),
                                message.path("identity").path("hash"))))
                .filter(person -> person.id() != null);
    }

    /** As in the person's profile; null if not told. */
    String name() {
        return first(contact.path("profile").path("name"));
    }

    /** The first that is a text; null if none is. */
    static String first(JsonNode... places) {
        return Stream.of(places)
                .flatMap(place -> text(place).stream())
                .findFirst()
                .orElse(null);
    }

    private static JsonNode contact(JsonNode message, JsonNode contacts) {
        var person = first(message.path("from"), message.path("from_user_id"));
        return StreamSupport.stream(contacts.spliterator(), false)
                .filter(contact -> contact.path("wa_id").asText().equals(person)
                        || contact.path("user_id").asText().equals(person))
                .findFirst()
                .orElse(contacts.size() == 1 ? contacts.get(0) : MissingNode.getInstance());
    }
}
