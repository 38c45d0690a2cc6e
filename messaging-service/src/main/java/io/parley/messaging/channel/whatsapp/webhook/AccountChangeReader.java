package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.first;
import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.messaging.model.Person;
import io.parley.model.ProviderEvent;
import io.parley.runtime.json.ProviderJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads system notifications about people and messages, that is elements of {@code messages[]} without content. */
final class AccountChangeReader {

    /** Types in {@code messages[]} that are not messages. */
    private static final Set<String> TYPES = Set.of("system", "request_welcome", "revoke");

    private final JsonNode message;
    private final String number;
    private final JsonNode contacts;
    private final Instant at;

    private AccountChangeReader(ProviderEvent event, String number) {
        var payload = event.payload();
        this.message = payload.path("message");
        this.number = number;
        this.contacts = payload.path("contacts");
        this.at = ProviderJson.seconds(message.path("timestamp"), event.receivedAt());
    }

    static boolean isNotification(JsonNode message) {
        return TYPES.contains(message.path("type").asText());
    }

    static ChannelEvent read(ProviderEvent event) {
        return WebhookReader.number(event)
                .flatMap(number -> new AccountChangeReader(event, number).event())
                .orElseGet(() -> new Unreadable("message "
                        + event.payload().path("message").path("type").asText()));
    }

    /** The value of a change {@code user_id_update}. */
    static List<ChannelEvent> userIds(JsonNode value, Instant arrival) {
        var number = scalar(value.path("metadata").path("phone_number_id"));
        var changes = elements(value.path("user_id_update")).stream()
                .flatMap(change -> number.flatMap(known -> userId(known, change, arrival)).stream())
                .toList();
        return changes.isEmpty() ? List.of(new Unreadable("user_id_update")) : changes;
    }

    private static Optional<ChannelEvent> userId(String number, JsonNode change, Instant arrival) {
        var person = new Person(
                first(change.path("wa_id")),
                first(change.path("user_id").path("current")),
                first(change.path("parent_user_id").path("current")),
                null,
                null);
        var before = first(change.path("user_id").path("previous"), change.path("wa_id"));
        return person.userId() == null || before == null
                ? Optional.empty()
                : Optional.of(new Introduced(
                        number, person, before, ProviderJson.seconds(change.path("timestamp"), arrival)));
    }

    private Optional<ChannelEvent> event() {
        return switch (message.path("type").asText()) {
            case "revoke" -> revoked();
            case "system" -> system(message.path("system"));
            default -> introduced(PersonReader.of(message, contacts).person(), null);
        };
    }

    private Optional<ChannelEvent> revoked() {
        return scalar(message.path("revoke").path("original_message_id"))
                .map(wamid -> new Revoked(WhatsAppNames.PROVIDER, wamid, number, at));
    }

    /** The alternative names are those of older API versions. */
    private Optional<ChannelEvent> system(JsonNode system) {
        return switch (system.path("type").asText()) {
            case "user_changed_number", "customer_changed_number" ->
                changed(system, first(system.path("wa_id"), system.path("new_wa_id")), message.path("from"));
            case "user_changed_user_id" ->
                changed(
                        system,
                        first(system.path("wa_id")),
                        system.path("previous_user_id"),
                        message.path("from_user_id"));
            case "customer_identity_changed", "user_identity_changed" -> introduced(identity(system), null);
            default -> Optional.empty();
        };
    }

    /** @param before candidates for the number or id that is no longer in use */
    private Optional<ChannelEvent> changed(JsonNode system, @Nullable String phone, JsonNode... before) {
        var person = new Person(phone, first(system.path("user_id")), first(system.path("parent_user_id")), null, null);
        var old = Optional.ofNullable(first(before))
                .or(() -> PersonReader.of(message, contacts).person().map(Person::id));
        return old.flatMap(id -> introduced(Optional.of(person), id));
    }

    private Optional<Person> identity(JsonNode system) {
        var hash = first(system.path("identity"), message.path("identity").path("hash"));
        return PersonReader.of(message, contacts)
                .person()
                .map(person ->
                        new Person(person.phone(), person.userId(), person.parentUserId(), person.username(), hash));
    }

    private Optional<ChannelEvent> introduced(Optional<Person> person, @Nullable String before) {
        return person.filter(Person::isIdentified).map(known -> new Introduced(number, known, before, at));
    }
}
