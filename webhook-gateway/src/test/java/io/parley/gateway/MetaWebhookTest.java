package io.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.Topics;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class MetaWebhookTest {
    private static final String BODY = MetaCalls.webhook(MetaCalls.message("105", "491", "wamid.1"));

    @RegisterExtension
    final Topic messaging = new Topic(Topics.MESSAGING_PROVIDER_EVENTS);

    @Test
    void acknowledgesAfterEveryItemIsPublished() throws Exception {
        var id = "wamid." + UUID.randomUUID();
        var body = MetaCalls.webhook(
                MetaCalls.message("105", "491", id),
                MetaCalls.status("105", "491", id, "delivered"),
                MetaCalls.message("105", "492", id));

        given().contentType("application/json")
                .header(
                        "X-Hub-Signature-256",
                        "sha256=" + MetaCalls.signature(GatewayProfile.OLD_SECRET, MetaCalls.bytes(body)))
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .body(MetaCalls.bytes(body))
                .post("/webhooks/meta")
                .then()
                .statusCode(200)
                .body(equalTo(""));

        var found = messaging.next(3);
        assertEquals(3, found.size());
        assertEquals(
                List.of("105:491", "105:491", "105:492"),
                found.stream().map(Topic.Arrival::key).sorted().toList());
        assertEquals(
                1,
                found.stream()
                        .filter(arrival -> arrival.key().equals("105:491"))
                        .map(Topic.Arrival::partition)
                        .distinct()
                        .count());
        assertTrue(found.stream()
                .allMatch(arrival -> arrival.traceparent().startsWith("00-0af7651916cd43dd8448eb211c80319c-")));
    }

    @Test
    void routesTemplatesAndFlowsToTheirTopics() throws Exception {
        try (var templates = Topic.open(Topics.TEMPLATE_PROVIDER_EVENTS);
                var flows = Topic.open(Topics.FLOW_PROVIDER_EVENTS)) {
            MetaCalls.post(MetaCalls.webhook(
                            "{\"field\":\"message_template_status_update\",\"value\":{\"message_template_id\":5,\"event\":\"APPROVED\"}}",
                            "{\"field\":\"flows\",\"value\":{\"flow_id\":\"6\",\"event\":\"FLOW_STATUS_CHANGE\"}}"))
                    .then()
                    .statusCode(200);

            var template = templates.next(1).getFirst();
            var flow = flows.next(1).getFirst();
            assertEquals("205:5", template.key());
            assertEquals(
                    "APPROVED", template.event().payload().at("/value/event").asText());
            assertEquals("205", template.event().payload().path("entry").asText());
            assertEquals(1_700_000_000, template.event().payload().path("time").asLong());
            assertEquals("205:6", flow.key());
        }
    }

    @Test
    void everyChangeIsAnEventIncludingMalformedOnes() throws Exception {
        var changes = new ArrayList<String>();
        IntStream.range(0, 1_000)
                .forEach(i -> changes.add(
                        i % 100 == 7
                                ? "{\"field\":\"messages\"}"
                                : MetaCalls.status("105", "49" + i, "wamid." + i, "sent")));

        MetaCalls.post(MetaCalls.webhook(changes)).then().statusCode(200);

        var found = messaging.next(1_000);
        assertEquals(1_000, found.size());
        assertEquals(
                10,
                found.stream()
                        .filter(arrival -> arrival.event().kind().equals("unknown"))
                        .count());
        assertEquals(
                990,
                new HashSet<>(found.stream()
                                        .map(arrival -> arrival.event().id())
                                        .toList())
                                .size()
                        - 1);
    }

    @Test
    void aRepeatedWebhookHasTheSameIds() throws Exception {
        MetaCalls.post(BODY).then().statusCode(200);
        MetaCalls.post(BODY).then().statusCode(200);

        var found = messaging.next(2);
        assertEquals(found.get(0).event().id(), found.get(1).event().id());
    }

    static Stream<Headers> badSignatures() {
        var valid = MetaCalls.signature(GatewayProfile.NEW_SECRET, MetaCalls.bytes(BODY));
        return Stream.of(
                headers(),
                headers("X-Hub-Signature", "sha1=2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"),
                headers("X-Hub-Signature-256", "sha256=" + MetaCalls.signature("another", MetaCalls.bytes(BODY))),
                headers(
                        "X-Hub-Signature-256",
                        "sha256=" + MetaCalls.signature(GatewayProfile.NEW_SECRET, MetaCalls.bytes(BODY + " "))),
                headers("X-Hub-Signature-256", valid),
                headers("X-Hub-Signature-256", "sha1=" + valid),
                headers("X-Hub-Signature-256", "sha256=" + valid.toUpperCase(Locale.ROOT)),
                headers("X-Hub-Signature-256", "sha256=" + valid.substring(1)),
                headers("X-Hub-Signature-256", "sha256=" + valid + "0"),
                headers("X-Hub-Signature-256", "sha256="),
                headers("X-Hub-Signature-256", "sha256=" + valid, "X-Hub-Signature-256", "sha256=" + valid));
    }

    @ParameterizedTest
    @MethodSource("badSignatures")
    void rejectsAMissingRepeatedOrWrongSignature(Headers headers) throws Exception {
        given().headers(headers)
                .contentType("application/json")
                .body(MetaCalls.bytes(BODY))
                .post("/webhooks/meta")
                .then()
                .statusCode(401)
                .header("Content-Type", "application/problem+json")
                .body("status", equalTo(401));

        assertEquals(List.of(), messaging.poll(java.time.Duration.ofMillis(300)));
    }

    @Test
    void theConnectionStaysOpenAfterARejectedBody() throws Exception {
        try (var socket = new java.net.Socket("localhost", io.restassured.RestAssured.port)) {
            var out = socket.getOutputStream();
            out.write(MetaCalls.bytes("POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n"));
            out.write(new byte[4_000_000]);
            out.write(MetaCalls.bytes("GET /webhooks/meta HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
            out.flush();

            var responses = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

            assertTrue(responses.startsWith("HTTP/1.1 413 "), responses);
            assertTrue(responses.contains("HTTP/1.1 400 "), responses);
        }
    }

    @Test
    void rejectsFourMegabytesWithoutCheckingTheSignature() {
        var body = new byte[4 << 20];

        given().contentType("application/json")
                .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
                .body(body)
                .post("/webhooks/meta")
                .then()
                .statusCode(413)
                .header("Content-Type", "application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "{\"object\":\"page\"}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"brand_new\",\"value\":{}}]}]}"
            })
    void aSignedButUnknownBodyIsAccepted(String body) throws Exception {
        MetaCalls.post(body).then().statusCode(200);

        var found = messaging.next(1);
        assertEquals(
                List.of("unknown"),
                found.stream().map(arrival -> arrival.event().kind()).toList());
    }

    @Test
    void threeMegabytesAreAccepted() throws Exception {
        var changes = IntStream.range(0, 1_000)
                .mapToObj(i -> MetaCalls.message("105", "49" + i, "wamid." + i)
                        .replace("\"type\":\"text\"", "\"pad\":\"" + "x".repeat(2_600) + "\""))
                .toList();
        var body = MetaCalls.webhook(changes);
        assertTrue(body.length() > 2_900_000 && body.length() < 3_200_000, "length " + body.length());

        MetaCalls.post(body).then().statusCode(200);

        assertEquals(1_000, messaging.next(1_000).size());
    }

    @Test
    void otherMethodsAndPathsAreProblems() {
        given().put("/webhooks/meta").then().statusCode(405).header("Allow", "GET, POST");
        given().get("/webhooks/viber/7042").then().statusCode(405).header("Allow", "POST");
        given().get("/").then().statusCode(404).header("Content-Type", "application/problem+json");
        given().post("/webhooks/other").then().statusCode(404).body("title", equalTo("Not Found"));
    }

    @Test
    void sendsHeartbeatsToEveryPartition() throws Exception {
        var deadline = System.nanoTime() + 10_000_000_000L;
        var partitions = new HashSet<Integer>();
        while (partitions.size() < 8 && System.nanoTime() < deadline) {
            messaging.poll(java.time.Duration.ofMillis(200));
            messaging.heartbeats.forEach(beat -> partitions.add(beat.partition()));
        }

        assertEquals(8, partitions.size());
        assertEquals("gateway", messaging.heartbeats.getFirst().event().provider());
    }

    private static Headers headers(String... namesAndValues) {
        var headers = new ArrayList<Header>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            headers.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(headers);
    }
}
