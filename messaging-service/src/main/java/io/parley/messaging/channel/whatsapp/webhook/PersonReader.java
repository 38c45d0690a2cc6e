package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.first;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parley.messaging.model.Person;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the person of a webhook from the message and its contacts. */
record PersonReader(JsonNode message, JsonNode contact) {

    static PersonReader of(JsonNode message, JsonNode contacts) {
        return new PersonReader(message, contact(message, contacts));
    }

    /** Empty if the webhook identifies no person. */
    Optional<Person> person() {
        return Optional.of(new Person(
                        first(message.path("from"), contact.path("wa_id")),
                        first(message.path("from_user_id"), contact.path("user_id")),
                        first(message.path("from_parent_user_id"), contact.path("parent_user_id")),
                        first(contact.path("profile").path("username")),
                        first(
                                contact.path("identity_key_hash"),
                                message.path("identity").path("hash"))))
                .filter(Person::isIdentified);
    }

    /** Name in the person's profile; null if missing. */
    @Nullable
    String name() {
        return first(contact.path("profile").path("name"));
    }

    /**
     * The contact of the message's person. A single contact without a contradicting id is accepted too, because some
     * webhooks leave the number out of the message; a contact of another person is not (edits contain such contacts).
     */
    private static JsonNode contact(JsonNode message, JsonNode contacts) {
        var all = elements(contacts);
        return all.stream()
                .filter(contact -> Same.of(message, contact) == Same.YES)
                .findFirst()
                .or(() -> all.stream()
                        .filter(contact -> all.size() == 1 && Same.of(message, contact) == Same.UNKNOWN)
                        .findFirst())
                .orElse(MissingNode.getInstance());
    }

    /** Whether a contact and a message belong to the same person, by number and user id. */
    private enum Same {
        YES,
        NO,
        UNKNOWN;

        static Same of(JsonNode message, JsonNode contact) {
            var phone = of(first(message.path("from")), first(contact.path("wa_id")));
            var userId = of(first(message.path("from_user_id")), first(contact.path("user_id")));
            return phone == YES || userId == YES ? YES : phone == NO || userId == NO ? NO : UNKNOWN;
        }

        private static Same of(@Nullable String one, @Nullable String other) {
            return one == null || other == null ? UNKNOWN : one.equals(other) ? YES : NO;
        }
    }
}
