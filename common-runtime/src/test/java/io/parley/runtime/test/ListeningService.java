package io.parley.runtime.test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parley.model.ProviderEvent;
import io.parley.model.Scope;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry;
import io.parley.runtime.access.ApiKeys;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * Tests of a service that consumes from the bus and owns paths of the contract; a subclass names the service.
 */
public abstract class ListeningService {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final String service;
    private final String paths;

    /**
     * @param service name of the schema, and prefix of its topic of provider events
     * @param paths regular expression of the contract's paths that it owns
     */
    protected ListeningService(String service, String paths) {
        this.service = service;
        this.paths = paths;
    }

    @Test
    void operationsRequireAKey() throws Exception {
        var key = ApiKeys.generate();
        var account = new DirectoryEntry.Account(UUID.randomUUID(), "Example", true, 1);
        var entry =
                new DirectoryEntry.ApiKey(key.id(), account.id(), key.hash(), Set.of(Scope.values()), null, null, 1);
        publish(account);
        publish(entry);
        var owned = Contract.operations().stream()
                .filter(operation -> operation.path().matches(paths))
                .toList();
        assertFalse(owned.isEmpty());
        eventually("the key is known", () -> status(owned.getFirst(), key.text()) != 401);

        for (var operation : owned) {
            assertEquals(401, status(operation, null), operation.id());
            assertEquals(401, status(operation, ApiKeys.generate().text()), operation.id());
            assertEquals(statusOfUnknown(operation), status(operation, key.text()), operation.id());
        }
        given().header("apikey", key.text())
                .get("/conversations/v3/nowhere")
                .then()
                .statusCode(404);

        publish(new DirectoryEntry.ApiKey(key.id(), account.id(), key.hash(), Set.of(), null, Instant.now(), 2));
        eventually("the key is revoked", () -> status(owned.getFirst(), key.text()) == 401);
    }

    /** Status of the operation for a valid key, with ids that do not exist and an empty object as body. */
    protected int statusOfUnknown(Contract.Operation operation) {
        return 501;
    }

    @Test
    void unknownEventsAreParkedOnce() throws Exception {
        var id = UUID.randomUUID().toString();
        var event = JSON.writeValueAsString(new ProviderEvent(
                ProviderEvent.SCHEMA,
                id,
                "meta",
                "something_new",
                "205500000000001",
                "key",
                Instant.parse("2026-01-02T03:04:05Z"),
                JSON.readTree("{\"entry\":\"205500000000001\",\"value\":{\"nul\":\"\\u0000\"}}")));
        var marker = "no event " + id;

        send(service + ".provider-events", id, event);
        send(service + ".provider-events", id, event);
        send(service + ".provider-events", id, marker);
        send(service + ".provider-events", id, "{}" + " ".repeat(3) + marker);

        eventually(
                "the last event is parked",
                () -> parked("payload like '{}%" + marker + "'").size() == 1);
        assertEquals(Map.of(id, "not handled yet: something_new"), parked("id = '" + id + "'"));
        assertEquals(
                1,
                parked("payload = '" + marker + "' and reason = 'unreadable'").size());
    }

    @Test
    void probesAndMetricsAreOnTheManagementPortOnly() {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        eventually(
                "ready",
                () -> given().port(managementPort(port)).get("/q/health/ready").statusCode() == 200);
        given().port(managementPort(port))
                .get("/q/health/live")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.data.'provider-events'", hasItem("[OK]"));
        given().port(managementPort(port)).get("/q/metrics").then().statusCode(200);
        given().get("/q/health").then().statusCode(404);
    }

    private static int managementPort(int configured) {
        return configured == 0
                ? ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class)
                : configured;
    }

    private int status(Contract.Operation operation, String key) {
        var request = given();
        if (key != null) {
            request.header("apikey", key);
        }
        if (operation.method().equals("POST") || operation.method().equals("PATCH")) {
            request.contentType("application/json").body("{}");
        }
        var path = operation.path().replaceAll("\\{[^}]*}", "1");
        var response = request.request(operation.method(), "/conversations/v3" + path);
        return ContractAssertions.answer(operation.method(), operation.path(), response)
                .statusCode();
    }

    /** Returns ids and reasons of the parked events that match the condition. */
    private Map<String, String> parked(String condition) {
        var config = ConfigProvider.getConfig();
        try (var connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.datasource.username", String.class),
                        config.getOptionalValue("quarkus.datasource.password", String.class)
                                .orElse(""));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select id, reason from " + service + ".parked_event where " + condition)) {
            var found = new TreeMap<String, String>();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void publish(DirectoryEntry entry) throws JsonProcessingException {
        send(Topics.DIRECTORY, entry.key(), JSON.writerFor(DirectoryEntry.class).writeValueAsString(entry));
    }

    private static void send(String topic, String key, String value) {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    private static void eventually(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within 30 seconds: " + what);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
