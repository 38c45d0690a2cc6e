package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.directory.Operator;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random and concurrent requests never cause a server error. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class RandomRequestsTest {

    private static final long SEED = 63;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    URI base;

    @Inject
    ScriptedChannel channel;

    Tenant tenant;

    @BeforeEach
    void newTenant() {
        var stored = Operator.customer("Random"); // PUT requests need the owner in the database
        var serviceId = Operator.sender(stored, "viber", null);
        tenant = new Tenant(UUID.fromString(stored.accountId()), null, serviceId, stored.key());
    }

    @Test
    void randomRequestsCauseNoServerError() throws Exception {
        var requests = new RandomRequests(SEED, base, tenant);
        var seen = new TreeSet<Integer>();

        for (var i = 0; i < 1_000; i++) {
            var request = requests.next();
            var response = http.send(request, BodyHandlers.ofString());
            assertNoServerError(i, request, response);
            seen.add(response.statusCode());
        }

        assertTrue(seen.containsAll(Set.of(202, 400, 401, 404, 405, 415)), "reached only " + seen);
    }

    @Test
    void concurrentRequestsWithoutKeyAreSeparateMessages() {
        var to = Tenant.person();

        var responses = atOnce(request(tenant.text(to, "equal")).build());

        assertEquals(Set.of(202), statuses(responses));
        assertEquals(100, ids(responses).size());
        Eventually.holds(() -> assertEquals(
                ids(responses),
                channel.callsTo(to).stream()
                        .map(call -> call.messageId().toString())
                        .collect(Collectors.toSet())));
    }

    @Test
    void concurrentRequestsWithOneKeyAreOneMessage() {
        var to = Tenant.person();

        var responses = atOnce(request(tenant.text(to, "once"))
                .header("Idempotency-Key", "order-63")
                .build());

        assertTrue(Set.of(202, 409).containsAll(statuses(responses)), statuses(responses) + "");
        var accepted = ids(responses.stream()
                .filter(response -> response.statusCode() == 202)
                .toList());
        assertEquals(1, accepted.size());
        Eventually.holds(() -> assertEquals(1, channel.callsTo(to).size()));
    }

    private List<HttpResponse<String>> atOnce(HttpRequest request) {
        var calls = Stream.generate(() -> http.sendAsync(request, BodyHandlers.ofString()))
                .limit(100)
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(base.resolve("/conversations/v3/messages"))
                .header("apikey", tenant.key())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static Set<Integer> statuses(List<HttpResponse<String>> responses) {
        return responses.stream().map(HttpResponse::statusCode).collect(Collectors.toSet());
    }

    private static Set<String> ids(List<HttpResponse<String>> responses) {
        return responses.stream()
                .map(response -> response.body().replaceFirst(".*\"messageId\":\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
    }

    private static void assertNoServerError(int number, HttpRequest request, HttpResponse<String> response)
            throws Exception {
        var description = "request " + number + " of seed " + SEED + ": " + request + " " + response.statusCode() + " "
                + response.body();
        assertTrue(response.statusCode() < 500, description);
        if (response.statusCode() >= 400) {
            var type = response.headers().firstValue("content-type").orElse("");
            assertTrue(type.startsWith("application/problem+json"), type + " " + description);
            assertEquals(
                    response.statusCode(),
                    JSON.readTree(response.body()).path("status").asInt(),
                    description);
        }
    }
}
