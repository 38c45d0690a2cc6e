package io.parley.messaging;

import static io.parley.messaging.OperationTargets.HELD;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.directory.Operator;
import io.parley.runtime.test.DatabaseConnections;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.EveryOperation.Timed;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.Infrastructure.Server;
import io.parley.runtime.test.ServiceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unresponsive or killed database results in 503 within a second; never in 500 or a hanging request. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("fault")
class DatabaseOutageTest {
    /** Operations served from memory, without the database. */
    private static final Set<String> FROM_MEMORY = Set.of(
            "listChannels",
            "listWhatsAppChannels",
            "getWhatsAppChannel",
            "listViberChannels",
            "getViberChannel",
            "listSmsChannels",
            "getSmsChannel",
            "getAccountConfiguration",
            "checkSetup",
            "connectSender",
            "connectWhatsAppAccount",
            "readCallbackSettings",
            "readSenderCallbackSettings",
            "listTemplateStates",
            "listFlowStates");

    @RegisterExtension
    final OperationTargets targets = new OperationTargets();

    @Test
    void stalledDatabaseIs503WithinASecondOnEveryOperation() {
        everyOperationIsUnavailable(Infrastructure.stallingPostgres());
    }

    @Test
    void killedDatabaseIs503WithinASecondOnEveryOperation() {
        everyOperationIsUnavailable(Infrastructure.postgres());
    }

    @Test
    void databaseKilledUnderLoadNeverResultsIn500() throws Exception {
        var postgres = Infrastructure.postgres();
        var statuses = ConcurrentHashMap.<Integer>newKeySet();
        var end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        try (var clients = Executors.newFixedThreadPool(8)) {
            for (var client = 0; client < 8; client++) {
                clients.submit(() -> {
                    while (System.nanoTime() < end) {
                        statuses.add(status());
                        statuses.add(send());
                        statuses.add(accounts());
                    }
                });
            }
            for (var kill = 0; kill < 2; kill++) {
                Eventually.pause(Duration.ofSeconds(1));
                postgres.fail().run();
                postgres.recover().run();
            }
        }

        assertTrue(statuses.containsAll(Set.of(200, 202)), statuses::toString);
        assertEquals(
                Set.of(200, 202, 503),
                Set.copyOf(Stream.concat(statuses.stream(), Stream.of(503)).toList()));
        Eventually.equal(200, this::status);
        DatabaseConnections.areReleased(HELD);
    }

    @Test
    void queryWaitingForALockEndsWithinTenSeconds() throws Exception {
        try (var connection = ServiceDatabase.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table messaging.message in access exclusive mode");
            var start = System.nanoTime();

            assertEquals(503, status());

            assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
            connection.rollback();
        }
        assertEquals(200, status());
        DatabaseConnections.areReleased(HELD);
    }

    private void everyOperationIsUnavailable(Server postgres) {
        var answers = new ArrayList<Timed>();
        var contract = targets.contract().prepare();
        var operator = targets.operator().prepare();
        try {
            postgres.fail().run();
            answers.addAll(contract.get());
            answers.addAll(operator.get());
            var start = System.nanoTime();
            given().port(ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class))
                    .get("/q/health/ready")
                    .then()
                    .statusCode(503);
            assertSoon("readiness", (System.nanoTime() - start) / 1_000_000);
        } finally {
            postgres.recover().run();
        }

        assertEquals(
                List.of(),
                answers.stream()
                        .filter(answer -> !isFromMemory(answer) && !isUnavailable(answer))
                        .map(answer ->
                                answer.operation() + " " + answer.response().statusCode() + " "
                                        + answer.response().body())
                        .toList());
        answers.forEach(answer -> assertSoon(answer.operation(), answer.millis()));
        var median = answers.stream()
                .mapToLong(Timed::millis)
                .sorted()
                .skip(answers.size() / 2)
                .findFirst();
        assertTrue(median.getAsLong() <= 1_000, () -> "median " + median);
        Eventually.equal(200, this::status);
        DatabaseConnections.areReleased(HELD);
    }

    private static boolean isFromMemory(Timed answer) {
        return FROM_MEMORY.contains(answer.operation());
    }

    private static boolean isUnavailable(Timed answer) {
        var headers = answer.response().headers();
        return answer.response().statusCode() == 503
                && headers.firstValue("Retry-After").isPresent()
                && headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json");
    }

    /** The promise is one second; the test allows more, as its machine may be busy. */
    private static void assertSoon(String what, long millis) {
        assertTrue(millis < 3_000, () -> what + " took " + millis + " ms");
    }

    private int status() {
        return targets.customer
                .request()
                .get("/conversations/v3/messages/" + targets.message + "/status")
                .statusCode();
    }

    private int send() {
        return targets.customer
                .request()
                .contentType("application/json")
                .body(targets.text())
                .post("/conversations/v3/messages")
                .statusCode();
    }

    private static int accounts() {
        return Operator.request().get("/operator/v1/accounts").statusCode();
    }
}
