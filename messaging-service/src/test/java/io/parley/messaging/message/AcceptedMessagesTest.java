package io.parley.messaging.message;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.ContractAssertions;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Accepted messages: limits, idempotency keys, responses of the contract, and an unavailable or stalled database. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class AcceptedMessagesTest {
    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    Directory directory;

    @Inject
    Pool pool;

    @Inject
    DatabaseClock clock;

    private final String person = Tenant.person();

    @Test
    void responsesConformToTheContract() {
        var response = tenant.post(tenant.text(person, "hi"));
        assertContract("POST", "/messages", 202, response);
        String id = response.path("messageId");

        assertContract("GET", "/messages/{messageId}/status", 200, tenant.get(id + "/status"));
        assertContract("GET", "/messages/{messageId}/events", 200, tenant.get(id + "/events"));
    }

    @Test
    void textLengthIsCountedInCodePoints() {
        var emoji = "\uD83D\uDE00".repeat(3_000);

        tenant.send(person, emoji);

        Eventually.holds(
                () -> assertEquals(emoji, channel.callsTo(person).getFirst().text()));
    }

    @Test
    void codeInTextIsSentUnchanged() {
        var text = "'; drop table message; -- ${jndi:ldap://x} $(rm -rf /) {{7*7}} %n%s";

        tenant.send(person, text);

        Eventually.holds(
                () -> assertEquals(text, channel.callsTo(person).getFirst().text()));
    }

    @Test
    void aRepeatedRequestReturnsTheStoredResponse() {
        var body = tenant.text(person, "once");
        var first = postWithKey("order-1", body);

        var second = postWithKey("order-1", body);

        assertEquals(202, first.statusCode());
        assertContract("POST", "/messages", 202, second);
        assertEquals(first.asString(), second.asString());
        assertEquals("true", second.header("idempotent-replayed"));
        Eventually.holds(() -> assertEquals(1, channel.callsTo(person).size()));
    }

    @Test
    void sameKeyWithAnotherBodyReturns422() {
        postWithKey("order-2", tenant.text(person, "one"));

        assertEquals(422, postWithKey("order-2", tenant.text(person, "two")).statusCode());
    }

    @Test
    void idempotencyKeysAreUniquePerApiKey() {
        var other = Tenant.create(directory);
        postWithKey("order-3", tenant.text(person, "mine"));

        var response = given().header("apikey", other.key())
                .header("Idempotency-Key", "order-3")
                .contentType(ContentType.JSON)
                .body(other.text(Tenant.person(), "theirs"))
                .post("/conversations/v3/messages");

        assertEquals(202, response.statusCode());
    }

    @Test
    void emptyAndTooLongIdempotencyKeysReturn400() {
        assertEquals(400, postWithKey("", tenant.text(person, "x")).statusCode());
        assertEquals(400, postWithKey("x".repeat(256), tenant.text(person, "x")).statusCode());
    }

    @Test
    void concurrentRequestsWithOneKeySendOneMessage() throws InterruptedException {
        var body = tenant.text(person, "race");
        try (var threads = Executors.newFixedThreadPool(16)) {
            var statuses = threads
                    .invokeAll(IntStream.range(0, 16)
                            .<java.util.concurrent.Callable<Response>>mapToObj(i -> () -> postWithKey("race", body))
                            .toList())
                    .stream()
                    .map(AcceptedMessagesTest::join)
                    .toList();

            assertEquals(
                    1,
                    statuses.stream()
                            .filter(response -> response.statusCode() == 202)
                            .filter(response -> response.header("idempotent-replayed") == null)
                            .count());
            assertTrue(statuses.stream().allMatch(r -> List.of(202, 409).contains(r.statusCode())));
        }
        Eventually.holds(() -> assertEquals(1, channel.callsTo(person).size()));
    }

    @Test
    void unavailableDatabaseReturns503WithinTheTimeoutAndStoresNothing() {
        tenant.send(person, "before");
        var duringOutage = Tenant.person();
        var postgres = Infrastructure.postgres();
        postgres.fail().run();
        try {
            for (var i = 0; i < 20; i++) {
                var start = System.nanoTime();
                var response = tenant.post(tenant.text(duringOutage, "lost"));
                var duration = Duration.ofNanos(System.nanoTime() - start);

                assertContract("POST", "/messages", 503, response);
                assertEquals("1", response.header("Retry-After"));
                assertTrue(duration.compareTo(Duration.ofSeconds(6)) < 0, duration.toString());
            }
        } finally {
            postgres.recover().run();
        }

        var afterOutage = Tenant.person();
        Eventually.holds(() ->
                assertEquals(202, tenant.post(tenant.text(afterOutage, "after")).statusCode()));
        Eventually.holds(() -> assertEquals(1, channel.callsTo(afterOutage).size()));
        assertEquals(0, channel.callsTo(duringOutage).size());
    }

    @Test
    void stalledDatabaseReturns503AndWritesNothingLater() {
        tenant.send(person, "before");

        refusesAndWritesNothingLater();
    }

    /** As after a start: such a service once stored what it had refused, because its statement had no deadline. */
    @Test
    void stalledDatabaseWhoseClockIsUnknownWritesNothingLater() {
        tenant.send(person, "before");
        clock.reset();

        refusesAndWritesNothingLater();
    }

    private void refusesAndWritesNothingLater() {
        var people = IntStream.range(0, 200).mapToObj(i -> Tenant.person()).toList();
        var postgres = Infrastructure.stallingPostgres();
        postgres.fail().run();
        try (var client = new BurstClient()) {
            var responses = client.post(
                    tenant,
                    people.stream().map(to -> tenant.text(to, "stalled")).toList());

            for (var response : responses) {
                assertEquals(503, response.status(), response.response().body());
                assertEquals("1", response.header("Retry-After"));
                // Far above the deadline of a second, since the machine may be busy.
                assertTrue(response.took().toMillis() < 6_000, "response time " + response.took());
                Contract.checkResponse(
                        "POST",
                        "/messages",
                        503,
                        response.header("content-type"),
                        response.response().body());
            }
        } finally {
            postgres.recover().run();
        }

        people.forEach(to -> Eventually.holds(
                () -> assertEquals(202, tenant.post(tenant.text(to, "after")).statusCode())));
        people.forEach(to -> Eventually.holds(() -> assertEquals(
                List.of("after"),
                channel.callsTo(to).stream().map(ScriptedChannel.Call::text).toList())));
        assertEquals(200 + 1, stored());
    }

    /** Messages of this tenant. */
    private long stored() {
        return pool.preparedQuery("select count(*) from message where account_id = $1")
                .execute(Tuple.of(tenant.account()))
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }

    private Response postWithKey(String key, String body) {
        return given().header("apikey", tenant.key())
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations/v3/messages");
    }

    private static Response join(java.util.concurrent.Future<Response> future) {
        try {
            return future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertContract(String method, String path, int status, Response response) {
        assertEquals(status, response.statusCode(), response.asString());
        ContractAssertions.answer(method, path, response);
    }
}
