package io.parley.messaging.message;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
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
import org.junit.jupiter.api.Test;

/** What is taken: limits, idempotency, answers by the contract, and a database that is away. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class AcceptedMessagesTest extends WithTenant {
    @Inject
    Pool pool;

    @Test
    void answersAreTheContracts() {
        var response = tenant.post(tenant.text(person, "hi"));
        checked("POST", "/messages", 202, response);
        String id = response.path("messageId");

        checked("GET", "/messages/{messageId}/status", 200, tenant.get(id + "/status"));
        checked("GET", "/messages/{messageId}/events", 200, tenant.get(id + "/events"));
    }

    @Test
    void countsTextAsPeopleDo() { // B25
        var emoji = "\uD83D\uDE00".repeat(3_000);

        tenant.send(person, emoji);

        Eventually.holds(
                () -> assertEquals(emoji, channel.callsTo(person).getFirst().text()));
    }

    @Test
    void hostileTextIsPlainText() { // B62
        var text = "'; drop table message; -- ${jndi:ldap://x} $(rm -rf /) {{7*7}} %n%s";

        tenant.send(person, text);

        Eventually.holds(
                () -> assertEquals(text, channel.callsTo(person).getFirst().text()));
    }

    @Test
    void theSameNameAndBodyIsDoneOnce() {
        var body = tenant.text(person, "once");
        var first = named("order-1", body);

        var second = named("order-1", body);

        assertEquals(202, first.statusCode());
        checked("POST", "/messages", 202, second);
        assertEquals(first.asString(), second.asString());
        assertEquals("true", second.header("idempotent-replayed"));
        Eventually.holds(() -> assertEquals(1, channel.callsTo(person).size()));
    }

    @Test
    void theSameNameWithAnotherBodyIsAMistake() { // B37
        named("order-2", tenant.text(person, "one"));

        assertEquals(422, named("order-2", tenant.text(person, "two")).statusCode());
    }

    @Test
    void namesAreUniquePerKey() {
        var other = Tenant.create(directory);
        named("order-3", tenant.text(person, "mine"));

        var response = given().header("apikey", other.key())
                .header("Idempotency-Key", "order-3")
                .contentType(ContentType.JSON)
                .body(other.text(Tenant.person(), "theirs"))
                .post("/conversations/v3/messages");

        assertEquals(202, response.statusCode());
    }

    @Test
    void namesThatAreNone() { // B37
        assertEquals(400, named("", tenant.text(person, "x")).statusCode());
        assertEquals(400, named("x".repeat(256), tenant.text(person, "x")).statusCode());
    }

    @Test
    void ofManyAtOnceOneIsDone() throws InterruptedException {
        var body = tenant.text(person, "race");
        try (var threads = Executors.newFixedThreadPool(16)) {
            var statuses = threads
                    .invokeAll(IntStream.range(0, 16)
                            .<java.util.concurrent.Callable<Response>>mapToObj(i -> () -> named("race", body))
                            .toList())
                    .stream()
                    .map(AcceptedMessagesTest::done)
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
    void withoutTheDatabaseCallersAreRefusedAtOnceAndNothingIsKept() { // F05
        tenant.send(person, "before");
        var away = Tenant.person();
        var postgres = Infrastructure.postgres();
        postgres.fail().run();
        try {
            for (var i = 0; i < 20; i++) {
                var start = System.nanoTime();
                var response = tenant.post(tenant.text(away, "lost"));
                var took = Duration.ofNanos(System.nanoTime() - start);

                checked("POST", "/messages", 503, response);
                assertEquals("1", response.header("Retry-After"));
                assertTrue(took.compareTo(Duration.ofMillis(1_500)) < 0, took.toString());
            }
        } finally {
            postgres.recover().run();
        }

        var back = Tenant.person();
        Eventually.holds(
                () -> assertEquals(202, tenant.post(tenant.text(back, "after")).statusCode()));
        Eventually.holds(() -> assertEquals(1, channel.callsTo(back).size()));
        assertEquals(0, channel.callsTo(away).size());
    }

    @Test
    void whileTheDatabaseStandsStillCallersAreRefusedAndNothingComesOfItLater() {
        tenant.send(person, "before");
        var people = IntStream.range(0, 200).mapToObj(i -> Tenant.person()).toList();
        var postgres = Infrastructure.stallingPostgres();
        postgres.fail().run();
        try (var stampede = new BurstClient()) {
            var answers = stampede.post(
                    tenant,
                    people.stream().map(to -> tenant.text(to, "stalled")).toList());

            for (var answer : answers) {
                assertEquals(503, answer.status(), answer.response().body());
                assertEquals("1", answer.header("Retry-After"));
                assertTrue(answer.took().toMillis() < 1_300, "within the second " + answer.took());
                Contract.checkResponse(
                        "POST",
                        "/messages",
                        503,
                        answer.header("content-type"),
                        answer.response().body());
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

    private Response named(String name, String body) {
        return given().header("apikey", tenant.key())
                .header("Idempotency-Key", name)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations/v3/messages");
    }

    private static Response done(java.util.concurrent.Future<Response> future) {
        try {
            return future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void checked(String method, String path, int status, Response response) {
        assertEquals(status, response.statusCode(), response.asString());
        ContractAssertions.answer(method, path, response);
    }
}
