package io.parley.messaging.callback;

import static io.parley.messaging.callback.SampleFacts.AT;
import static io.parley.messaging.callback.SampleFacts.inbound;
import static io.parley.messaging.callback.SampleFacts.sender;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.ProviderError;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Body members of each event in each event version, or that there is no callback. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CallbackVersionsTest {
    private static final Sender NUMBER = sender("whatsapp", "4930555100");
    private static final String MO_MESSAGE = "event messageId channel from to receivedAt timestamp content whatsapp";
    private static final String STATUS = "event messageId channel from to status timestamp";

    @Inject
    SampleFacts facts;

    @Inject
    PlanCallbacks plan;

    @Inject
    ObjectMapper json;

    @ParameterizedTest
    @CsvSource(textBlock = """
            text,              message, message, message
            media,             message, message, message
            media_placeholder, message, message, message
            location,          message, message, message
            contacts,          message, message, message
            unknown,           message, message, message
            reaction,          -,       -,       message
            reactionRemoved,   -,       -,       message
            postback,          tap,     tap,     tap
            order,             cart,    cart,    cart
            """)
    void messages(String fact, String in211, String in212, String in213) throws IOException {
        assertEquals(
                List.of(in211, in212, in213),
                List.of(message("2.11", fact), message("2.12", fact), message("2.13", fact)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ACCEPTED,       status,  status, status
            DISPATCHED,     status,  status, status
            DELIVERED,      status,  priced, priced
            SEEN,           status,  status, status
            CHANNEL_FAILED, failure, failure, failure
            FAILED,         failure, failure, failure
            DELETED,        status,  status, status
            UNKNOWN,        status,  status, status
            """)
    void statuses(MessageState state, String in211, String in212, String in213) throws IOException {
        assertEquals(
                List.of(in211, in212, in213),
                List.of(status("2.11", state), status("2.12", state), status("2.13", state)));
    }

    @ParameterizedTest
    @CsvSource({"2.11", "2.12", "2.13"})
    void revocations(String version) throws IOException {
        facts.version(version);

        var body = body(plan.revoked(new RevocationFacts(Ids.next(), "wamid.1", NUMBER, "+4915550001111", AT, null)));

        assertEquals("status", form(body, "MessageStatusEvent"));
        assertEquals("wamid.1", body.orElseThrow().path("messageId").asText());
        assertEquals("4915550001111", body.orElseThrow().path("from").asText());
    }

    private String message(String version, String fact) throws IOException {
        facts.version(version);
        var received =
                inbound("whatsapp", "wamid.1", NUMBER.identity(), facts.object("{'senderName':'Mina'}"), content(fact));
        var body = body(plan.inbound(received));
        return form(
                body,
                body.map(event -> event.path("event").asText().replace("::", ""))
                        .orElse(""));
    }

    private String status(String version, MessageState state) throws IOException {
        facts.version(version);
        var failed = state == MessageState.CHANNEL_FAILED || state == MessageState.FAILED;
        var error = failed ? new ProviderError("whatsapp::error::131047", "Too late") : null;
        var changed = SampleFacts.status(state, null, null, error, facts.conversation());
        return form(body(plan.status(changed)), "MessageStatusEvent");
    }

    private Optional<JsonNode> body(Optional<CallbackRow> row) throws IOException {
        return row.isEmpty()
                ? Optional.empty()
                : Optional.of(json.readTree(row.get().body()));
    }

    /** The kind of the body, after validation against the contract. */
    private static String form(Optional<JsonNode> body, String schema) {
        body.ifPresent(valid -> Contract.check(schema, valid.toString()));
        return body.map(CallbackVersionsTest::form).orElse("-");
    }

    private static String form(JsonNode body) {
        var members = members(body);
        return switch (members) {
            case MO_MESSAGE -> "message";
            case STATUS -> "status";
            case STATUS + " details" -> "failure";
            case STATUS + " whatsapp" -> "priced";
            case "event messageId channel from to receivedAt timestamp postback whatsapp" -> "tap";
            case "event messageId channel from to receivedAt timestamp order whatsapp" -> "cart";
            default -> members;
        };
    }

    private static String members(JsonNode body) {
        return StreamSupport.stream(((Iterable<String>) body::fieldNames).spliterator(), false)
                .collect(Collectors.joining(" "));
    }

    private MoContent content(String fact) {
        return switch (fact) {
            case "text" -> new MoContent.Text("Hello");
            case "media" -> new MoContent.Media(new MoContent.File("image", "https://a.example/1", Ids.next(), "Look"));
            case "media_placeholder" -> new MoContent.MediaPlaceholder();
            case "location" -> new MoContent.Location(new MoContent.Place(13.4, 52.5, null, null, null));
            case "contacts" ->
                new MoContent.Contacts(List.of(facts.object("{'name':{'formattedName':'Mina','firstName':'Mina'}}")));
            case "unknown" -> new MoContent.Unknown();
            case "reaction" -> new MoContent.Reaction(new MoContent.Emotion("wamid.0", "👍"));
            case "reactionRemoved" -> new MoContent.Reaction(new MoContent.Emotion("wamid.0", ""));
            case "postback" -> new MoContent.Postback("yes");
            case "order" ->
                new MoContent.Order("900", null, List.of(new MoContent.Order.Item("SKU-7", "2", "4.5", "EUR")));
            default -> throw new IllegalArgumentException(fact);
        };
    }
}
