package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.runtime.test.Contract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sends the contract's example contents, and files, through the packaged services to the simulated providers. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
@Tag("slow")
class ContentsTest {

    private static final Map<String, String> SENDERS = Map.of(
            "whatsapp", LocalIdentities.WHATSAPP_NUMBER,
            "viber", LocalIdentities.VIBER_SERVICE,
            "sms", LocalIdentities.SMS_NUMBER);

    private static final String PERSON = "4915120000031";

    /** Refers to a message that this account has not received. */
    private static final String REACTION = "whatsappReaction";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ObjectMapper json = new ObjectMapper();
    private final Platform platform;
    private final ProductTeam team;

    ContentsTest(Platform platform) {
        this.platform = platform;
        this.team = new ProductTeam(platform);
    }

    @Test
    void everyExampleOfTheContractReachesItsProvider() throws Exception {
        var documented = Documented.file("examples.json").path("messages");
        var examples = examples("/messages");
        assertNotNull(examples.remove(REACTION));
        for (var example : examples.entrySet()) {
            var id = accepted("/messages", example.getValue(), "MessageResponse")
                    .path("messageId")
                    .asText();

            eventually(example.getKey(), () -> isSubmitted(id) ? id : null);
            var expected = Documented.with(documented.path(example.getKey()), PERSON, id);
            assertEquals(expected, atProvider(example.getValue(), id), example.getKey());
        }
    }

    @Test
    void bulkArrivesInOrder() throws Exception {
        var documented = Documented.file("examples.json").path("bulks");
        for (var example : examples("/bulks").entrySet()) {
            var ids = new ArrayList<String>();
            accepted("/bulks", example.getValue(), "BulkMessageResponse")
                    .path("messageIds")
                    .forEach(id -> ids.add(id.asText()));

            assertEquals(documented.path(example.getKey()).size(), ids.size());
            eventually("the last message is submitted", () -> isSubmitted(ids.getLast()) ? ids : null);
            assertEquals(
                    ids,
                    new SandboxLedger(platform.endpoints().sandbox())
                            .accepted("whatsapp").stream()
                                    .map(entry -> entry.path("ref").asText())
                                    .filter(ids::contains)
                                    .toList());
            for (var i = 0; i < ids.size(); i++) {
                var expected = Documented.with(documented.path(example.getKey()).path(i), PERSON, ids.get(i));
                assertEquals(expected, atProvider(example.getValue(), ids.get(i)), example.getKey());
            }
        }
    }

    /** Returns the provider request; for a short message, which has no JSON, the text on the phone. */
    private JsonNode atProvider(JsonNode example, String message) throws Exception {
        var channel = example.path("channel").asText();
        var ledger = new SandboxLedger(platform.endpoints().sandbox());
        return channel.equals("sms")
                ? json.createObjectNode()
                        .set("text", ledger.accepted(channel).getLast().path("text"))
                : ledger.request(channel, message);
    }

    @Test
    void uploadIsSentToMetaAndFetchedByItsOwner() throws Exception {
        var picture = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};
        var file = upload(picture);
        var body = message(file);

        var id =
                accepted("/messages", body, "MessageResponse").path("messageId").asText();

        eventually("the picture is sent", () -> isSubmitted(id) ? id : null);
        var fetched = HTTP.send(request("/media/" + file).build(), BodyHandlers.ofByteArray());
        assertEquals("image/png", fetched.headers().firstValue("content-type").orElse(""));
        assertArrayEquals(picture, fetched.body());
    }

    @Test
    void unknownFileIsRejected() throws Exception {
        var response = team.call(
                "POST",
                "/messages",
                message("0b0f3c9e-6f0e-4f5e-9a39-6a5d1c2b7e10").toString());

        assertEquals(400, response.statusCode());
        assertEquals(
                "content.image.mediaId",
                json.readTree(response.body())
                        .path("violations")
                        .path(0)
                        .path("field")
                        .asText());
    }

    private JsonNode accepted(String path, JsonNode body, String schema) throws Exception {
        var response = team.call("POST", path, body.toString());
        assertEquals(202, response.statusCode(), body + " " + response.body());
        Contract.check(schema, response.body());
        return json.readTree(response.body());
    }

    private boolean isSubmitted(String message) {
        try {
            var state = team.status(message).path("status").asText();
            assertFalse(state.equals("failed") || state.equals("channelFailed"), () -> "failed: " + message);
            return !state.equals("accepted");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode message(String file) throws Exception {
        return json.readTree("""
                {"to":"%s","from":"%s","channel":"whatsapp","content":{"contentType":"image","image":{"mediaId":"%s"}}}""".formatted(PERSON, LocalIdentities.WHATSAPP_NUMBER, file));
    }

    private String upload(byte[] picture) throws Exception {
        var upload = request("/media")
                .header("content-type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(picture));
        var response = HTTP.send(upload.build(), BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        Contract.check("MediaUploadResponse", response.body());
        return json.readTree(response.body()).path("mediaId").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(platform.endpoints().api() + path))
                .header("apikey", platform.credentials().apiKey());
    }

    /** Returns the operation's examples, from our senders to a person of this test. */
    private static Map<String, ObjectNode> examples(String path) throws Exception {
        var contract =
                new YAMLMapper().readTree(ContentsTest.class.getResourceAsStream("/contract/conversations-v3.yaml"));
        var examples = new TreeMap<String, ObjectNode>();
        for (var example : contract.at(
                        "/paths/" + path.replace("/", "~1") + "/post/requestBody/content/application~1json/examples")
                .properties()) {
            var reference = example.getValue().path("$ref").asText("");
            var resolved = reference.isEmpty() ? example.getValue() : contract.at(reference.substring(1));
            var body = (ObjectNode) resolved.path("value").deepCopy();
            examples.put(
                    example.getKey(),
                    body.put("to", PERSON)
                            .put("from", SENDERS.get(body.path("channel").asText())));
        }
        assertFalse(examples.isEmpty());
        return examples;
    }
}
