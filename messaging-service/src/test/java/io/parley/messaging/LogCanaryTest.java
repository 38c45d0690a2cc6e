package io.parley.messaging;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.embedded.FreePorts;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.callback.delivery.RecordingCustomer;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.inbound.TestTopics;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.logging.Masked;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Log output with production settings while messages are sent and received and all kinds of errors occur: JSON records
 * that contain no content, key or complete phone number.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(LogCanaryTest.Production.class)
@Tag("slow")
class LogCanaryTest {

    /** Production log settings, with a local server for Meta. */
    public static class Production extends DeliveryProfile {
        @Override
        public String getConfigProfile() {
            return "prod";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("parley.channels.whatsapp.base-url", "http://127.0.0.1:" + FreePorts.next());
            overrides.put("parley.channels.whatsapp.token", "canary-token-of-meta");
            overrides.put("parley.durability.required", "false");
            return overrides;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "canary-text";
    private static final String PERSON = "4915566677788";
    private static final String WRITER = "4915544433322";
    private static final String IDENTITY = "4930111222333";

    private final UUID account = Ids.next();
    private final ApiKeys.NewKey key = ApiKeys.generate();
    private Sender sender;
    private CanaryGraph meta;
    private RecordingCustomer customer;
    private CapturedLog log;

    @ConfigProperty(name = "parley.channels.whatsapp.base-url")
    URI graph;

    @Inject
    Directory directory;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    TestTopics bus;

    @BeforeEach
    void listen() throws IOException {
        meta = new CanaryGraph(graph.getPort(), PERSON);
        customer = new RecordingCustomer();
        sender = new Sender(
                Ids.next(),
                account,
                new ChannelName("whatsapp"),
                IDENTITY,
                "Test",
                "number-" + account,
                null,
                EnumSet.allOf(Scope.class),
                Map.of(),
                true,
                1);
        directory.apply(new Account(account, "Test", true, 1));
        directory.apply(new ApiKey(key.id(), account, key.hash(), EnumSet.allOf(Scope.class), null, null, 1));
        directory.apply(sender);
        GivenCallbacks.ofAccount(settings, account, """
                {'messageStatusUrl':'%s','inboundMessageUrl':'%s',
                 'signature':{'method':'HS256','secret':'canary-secret'},
                 'header':{'key':'x-token','value':'canary-header'}}""".formatted(
                        customer.url("/status?key=canary-query"), customer.url("/in?key=canary-query")));
        log = new CapturedLog();
    }

    @AfterEach
    void stop() {
        log.close();
        directory.remove(sender.key());
        customer.close();
        meta.close();
    }

    @Test
    void logLinesContainNoCanary() {
        customer.answersBody("/status", 500, ("canary " + PERSON).getBytes(StandardCharsets.UTF_8));
        customer.answersBody("/status", 503, ("canary " + PERSON).getBytes(StandardCharsets.UTF_8));
        var sent = id(post(key.text(), message(PERSON, TEXT)));
        Eventually.equal("dispatched", () -> status(sent));
        bus.publish(List.of(
                bus.metaStatus(CanaryGraph.wamid(PERSON, sent), "delivered"),
                bus.metaStatus(CanaryGraph.wamid(PERSON, sent), "read")));
        Eventually.equal("seen", () -> status(sent));
        var refused = id(post(key.text(), message(PERSON, TEXT + " refuse")));
        Eventually.equal("failed", () -> status(refused));
        bus.publish(List.of(inbound(account + "-good", "\"text\""), inbound(account + "-bad", "7")));
        Eventually.equal(2, () -> customer.calls("/in").size());
        Eventually.equal(true, () -> customer.calls("/status").size() >= 6);
        sendBadRequests();
        sendDuringOutage();

        assertTrue(customer.calls("/in").stream().anyMatch(call -> call.text().contains(TEXT)));
        log.lines().forEach(LogCanaryTest::assertIsRecord);
        Stream.of(
                        "canary", // texts, secrets, tokens, URL queries
                        key.text(),
                        key.text().substring(key.text().length() - 20),
                        PERSON,
                        WRITER,
                        IDENTITY)
                .forEach(this::assertNotLogged);
        Stream.of(PERSON, WRITER, IDENTITY)
                .flatMap(number -> Encodings.of(number).stream())
                .forEach(this::assertNotLogged);
        Encodings.of("canary").forEach(this::assertNotLogged);
        assertTrue(reported(sent).stream()
                .anyMatch(text -> text.contains(
                        "providerMessageId=" + Masked.providerId(CanaryGraph.wamid(PERSON, sent)) + " ")));
        assertEveryEventIsLogged(sent, "dispatched", "delivered", "seen");
        assertEveryEventIsLogged(refused, "channelFailed", "failed");
        assertTrue(
                log.lines().stream().anyMatch(line -> line.contains("callback endpoint failing")),
                "no endpoint failure logged");
    }

    /** Rejected requests. */
    private void sendBadRequests() {
        assertEquals(401, post("canary-key", message(PERSON, TEXT)).statusCode());
        assertEquals(401, post(key.text() + "canary", message(PERSON, TEXT)).statusCode());
        assertEquals(400, post(key.text(), "{\"text\":\"" + TEXT + "\", canary").statusCode());
        assertEquals(
                400,
                post(key.text(), message(PERSON, TEXT).replace("\"to\"", "\"canary\""))
                        .statusCode());
        given().header("apikey", key.text())
                .get("/conversations/v3/canary/" + PERSON)
                .then()
                .statusCode(404);
    }

    /** A failing request. */
    private void sendDuringOutage() {
        Infrastructure.postgres()
                .whileUnavailable(() -> assertEquals(
                        503, post(key.text(), message(PERSON, TEXT)).statusCode()));
        Eventually.equal(202, () -> post(key.text(), message(PERSON, TEXT)).statusCode());
    }

    private static void assertIsRecord(String line) {
        var record = read(line);
        assertTrue(record.isObject(), line);
        assertFalse(line.strip().contains("\n"), line);
        for (var member :
                List.of("@timestamp", "log.level", "log.logger", "message", "process.thread.name", "ecs.version")) {
            assertTrue(record.hasNonNull(member), member + " in " + line);
        }
    }

    private void assertNotLogged(String canary) {
        assertEquals(
                List.of(),
                log.lines().stream().filter(line -> line.contains(canary)).toList());
    }

    private void assertEveryEventIsLogged(UUID message, String... states) {
        var logged = reported(message);
        assertEquals(
                Set.of(states),
                Set.copyOf(logged.stream().map(text -> text.split(" ")[0]).toList()));
        for (var key : List.of("accountId=" + account, "channel=whatsapp", "sender=…333", "providerMessageId=")) {
            assertTrue(logged.stream().allMatch(text -> text.contains(key)), key + " in " + logged);
        }
    }

    private List<String> reported(UUID message) {
        return log.lines().stream()
                .map(LogCanaryTest::read)
                .filter(record -> record.path("log.logger").asText().equals("io.parley.messaging.journal"))
                .map(record -> record.path("message").asText())
                .filter(text -> text.contains("messageId=" + message))
                .toList();
    }

    private String message(String to, String text) {
        return """
                {"to":"%s","from":"%s","channel":"whatsapp","context":"canary-context",
                 "content":{"contentType":"text","text":"%s"}}""".formatted(to, IDENTITY, text);
    }

    /** @param type of the message; not a string if it is to be unreadable */
    private String inbound(String id, String type) {
        return bus.event("meta", "message", id, """
                {"metadata":{"phone_number_id":"%s"},"contacts":[{"profile":{"name":"canary"},"wa_id":"%s"}],
                 "message":{"from":"%s","id":"%s","timestamp":"1772442900","type":%s,"text":{"body":"%s"}}}""".formatted(
                        sender.providerId(), WRITER, WRITER, CanaryGraph.wamid(WRITER, id), type, TEXT));
    }

    private static Response post(String key, String body) {
        return given().header("apikey", key)
                .contentType("application/json")
                .body(body)
                .post("/conversations/v3/messages");
    }

    private static UUID id(Response accepted) {
        return UUID.fromString(accepted.then().statusCode(202).extract().<String>path("messageId"));
    }

    private String status(UUID message) {
        return given().header("apikey", key.text())
                .get("/conversations/v3/messages/" + message + "/status")
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
