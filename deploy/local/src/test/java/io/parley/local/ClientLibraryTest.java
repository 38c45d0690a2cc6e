package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A bot built on a third-party client library, botbuilder-adapter-tyntec-whatsapp, exchanges every content that the
 * library can send and every message that it can receive.
 */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class ClientLibraryTest {

    private static final String SENDER = LocalIdentities.WHATSAPP_NUMBER;
    private static final String CALLBACKS = "/configurations/channels/whatsapp/phone-numbers/" + SENDER + "/callbacks";

    private final ObjectMapper json = new ObjectMapper();
    private final Platform platform;
    private final ProductTeam team;
    private final PersonWithPhone phone;
    private NodeScript bot;
    private int people;
    private String person;

    ClientLibraryTest(Platform platform) {
        this.platform = platform;
        this.team = new ProductTeam(platform);
        this.phone = new PersonWithPhone(platform.endpoints().sandbox());
    }

    @BeforeAll
    void startTheBot() throws Exception {
        bot = NodeScript.start(
                "bot.cjs", platform.endpoints().front(), platform.credentials().apiKey());
        var url = "http://127.0.0.1:" + bot.await("port").path("port").asInt() + "/";
        team.put(CALLBACKS, Map.of("inboundMessageUrl", url));
    }

    @AfterAll
    void stopTheBot() throws Exception {
        team.put(CALLBACKS, Map.of());
        bot.close();
    }

    /** Isolates the tests from each other by different persons. */
    @BeforeEach
    void nextPerson() {
        person = "49151200077" + (10 + people++);
    }

    @Test
    void inboundTextReachesTheBotAndItsReplyIsAccepted() throws Exception {
        phone.write("whatsapp", person, SENDER, "Are you open?");

        var activity = activity();
        assertEquals("Are you open?", activity.path("text").asText());
        assertEquals("message", activity.path("type").asText());
        assertEquals("Sandbox User", activity.path("from").path("name").asText());
        assertEquals(SENDER, activity.path("recipient").path("id").asText());
        assertEquals("Echo: Are you open?", atMeta(accepted()).at("/text/body").asText());
    }

    /** One activity for each content, and the request that Meta's documents require for it. */
    static Stream<Named<JsonNode>> contents() throws Exception {
        return Documented.list("adapter-contents.json");
    }

    @ParameterizedTest
    @MethodSource("contents")
    void everyContentOfTheLibraryReachesMeta(JsonNode content) throws Exception {
        bot.send(Map.of("from", SENDER, "to", person, "activity", content.path("activity")));

        var message = accepted();
        assertEquals(Documented.with(content.path("provider"), person, message), atMeta(message));
    }

    /** Inbound messages in Meta's format, and the resulting activity of the library. */
    static Stream<Named<JsonNode>> inboundKinds() throws Exception {
        return Documented.list("adapter-inbound.json");
    }

    @ParameterizedTest
    @MethodSource("inboundKinds")
    void everyInboundKindBecomesAnActivity(JsonNode kind) throws Exception {
        var activity = kind.path("activity");
        phone.send("whatsapp", person, SENDER, kind.path("message"));

        var seen = activity();
        activity.properties()
                .forEach(member -> assertEquals(member.getValue(), seen.path(member.getKey()), seen.toString()));
    }

    /** Members of an inbound file besides its id, and their values in the activity. */
    @ParameterizedTest
    @CsvSource({
        "image, image/png, 89504e470d0a1a0a00, caption, Is this it?, image",
        "audio, audio/ogg, 4f6767530000000000000000000000000000000000000000000000004f70757348656164, voice, true, voice",
        "document, application/pdf, 255044462d312e3700, filename, bill.pdf, document"
    })
    void inboundFileIsFetchedByTheLibrary(
            String type, String mimeType, String bytes, String member, String value, String kind) throws Exception {
        var file = phone.upload(mimeType, HexFormat.of().parseHex(bytes));
        var media = json.createObjectNode().put("id", file);
        media.set(member, member.equals("voice") ? BooleanNode.TRUE : TextNode.valueOf(value));
        phone.send("whatsapp", person, SENDER, json.valueToTree(Map.of("type", type, type, media)));

        var activity = activity();
        var attachment = activity.path("attachments").path(0);
        assertEquals(kind, activity.at("/channelData/contentType").asText());
        assertEquals(member.equals("voice") ? "" : value, activity.path("text").asText());
        assertEquals(mimeType, attachment.path("contentType").asText());
        var fetched = bot.await("fetched", line -> line.path("fetched").equals(attachment.path("contentUrl")));
        assertEquals(200, fetched.path("status").asInt());
    }

    private JsonNode activity() throws Exception {
        var activity = bot.await(
                        "activity",
                        line -> line.at("/activity/from/id").asText().equals(person))
                .path("activity");
        assertTrue(
                bot.output("failure").findAny().isEmpty(),
                () -> bot.output("failure").toList().toString());
        return activity;
    }

    /** Returns the id of the message sent by the library. */
    private String accepted() throws Exception {
        var response = bot.await("sent", line -> line.at("/request/to").asText().equals(person));
        assertEquals(202, response.path("status").asInt(), response.toString());
        return response.at("/body/messageId").asText();
    }

    private JsonNode atMeta(String message) throws Exception {
        return eventually(
                "at Meta", () -> new SandboxLedger(platform.endpoints().sandbox()).request("whatsapp", message));
    }
}
