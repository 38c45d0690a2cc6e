package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of Meta's account side, and the token's checks. */
class AccountFaultsTest {
    private static final String MEDIA = "/12345678901234567";
    private static final String DEBUG = "/debug_token?input_token=sandbox-meta-token";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final GraphStage graph = new GraphStage(STAGE);

    @ParameterizedTest
    @CsvSource({
        "http5xx, 503, 2, temporarily unavailable",
        "code4, 400, 4, Application request limit reached",
        "code80007, 400, 80007, too many calls"
    })
    void failedCallChangesNothing(String fault, int status, int code, String message) {
        STAGE.faults("{\"accounts\":{\"" + fault + "\":1}}");

        var read = graph.get(GraphStage.ACCOUNT);
        graph.assertRejected(read, status, code, message);
        assertTrue(read.json().at("/error/is_transient").asBoolean());
        graph.assertRejected(graph.get(GraphStage.ACCOUNT + "/phone_numbers"), status, code, message);
        graph.assertRejected(graph.call("DELETE", GraphStage.ACCOUNT + "/subscribed_apps", ""), status, code, message);
        graph.assertRejected(graph.post("/upload:x?sig=y", "x"), status, code, message);
        assertEquals(200, STAGE.whatsapp("49170", "x").status());

        STAGE.faults("{}");
        assertEquals(
                1,
                graph.get(GraphStage.ACCOUNT + "/subscribed_apps")
                        .json()
                        .path("data")
                        .size());
    }

    @Test
    void connectionIsReset() {
        STAGE.faults("{\"accounts\":{\"reset\":1}}");

        assertThrows(
                IOException.class,
                () -> STAGE.send(
                        "GET", GraphStage.BASE + GraphStage.ACCOUNT, "", "Authorization", "Bearer sandbox-meta-token"));
    }

    @Test
    void responseIsDelayed() {
        STAGE.faults("{\"accounts\":{\"latencyMs\":{\"min\":120,\"max\":150}}}");
        var start = System.nanoTime();

        assertEquals(200, graph.get(GraphStage.ACCOUNT).status());

        assertTrue(System.nanoTime() - start >= 120_000_000L);
    }

    @Test
    void clockOfTheResponseIsSkewed() throws Exception {
        STAGE.faults("{\"accounts\":{\"clockSkewSeconds\":-600}}");

        var date = date();

        var behind = Duration.between(date, Instant.now());
        assertTrue(behind.toSeconds() >= 600 && behind.toSeconds() < 660, behind.toString());
        STAGE.faults("{}");
        assertTrue(Duration.between(date(), Instant.now()).toSeconds() < 60);
    }

    private static Instant date() throws Exception {
        var url = "http://127.0.0.1:" + STAGE.sandbox().httpPort() + GraphStage.BASE + GraphStage.ACCOUNT;
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    response.headers().firstValue("date").orElseThrow()));
        }
    }

    @Test
    void rateIsSeeded() {
        STAGE.faults("{\"seed\":3,\"accounts\":{\"code4\":0.5}}");

        var first = statuses();
        STAGE.faults("{\"seed\":3,\"accounts\":{\"code4\":0.5}}");

        assertEquals(first, statuses());
        assertTrue(first.contains("200") && first.contains("400"), first);
    }

    private String statuses() {
        var statuses = new StringBuilder();
        for (var n = 0; n < 20; n++) {
            statuses.append(graph.get(GraphStage.ACCOUNT).status()).append(' ');
        }
        return statuses.toString();
    }

    @Test
    void expiredTokenIsRejectedByEveryCall() {
        STAGE.faults("{\"accounts\":{\"tokenExpired\":true}}");

        for (var path : new String[] {
            GraphStage.ACCOUNT, GraphStage.NUMBER, GraphStage.ACCOUNT + "/phone_numbers", "/me/permissions", MEDIA
        }) {
            var response = graph.get(path);
            graph.assertRejected(response, 401, 190, "Session has expired");
            assertEquals(463, response.json().at("/error/error_subcode").asInt());
        }
        graph.assertRejected(STAGE.whatsapp("49170", "x"), 401, 190, "Session has expired");
    }

    @Test
    void missingPermissionIsRejectedByTheCallsThatNeedIt() {
        STAGE.faults("{\"accounts\":{\"missingPermissions\":[\"whatsapp_business_management\"]}}");
        graph.assertRejected(graph.get(GraphStage.ACCOUNT), 403, 200, "(#200)");
        graph.assertRejected(
                graph.post("/305500000000001/uploads?file_name=a&file_type=image%2Fpng&file_length=1", ""),
                403,
                200,
                "(#200)");
        assertEquals(200, STAGE.whatsapp("49170", "x").status());

        STAGE.faults("""
                {"accounts":{"missingPermissions":["whatsapp_business_messaging"],"permissionCode":10}}""");
        assertEquals(200, graph.get(GraphStage.ACCOUNT).status());
        graph.assertRejected(STAGE.whatsapp("49170", "y"), 403, 10, "(#10)");
        graph.assertRejected(graph.get(MEDIA), 403, 10, "(#10)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"missingPermissions\":[\"whatsapp\"]", "\"permissionCode\":190", "\"code5\":1"})
    void invalidPlanIsRejected(String member) {
        var response = STAGE.call("PUT", "/control/faults", "{\"accounts\":{" + member + "}}");

        assertEquals(400, response.status(), response.json().toString());
    }

    @Test
    void tokenIsDescribed() {
        var token = graph.get(DEBUG).json().path("data");

        assertTrue(token.path("is_valid").asBoolean());
        assertEquals("305500000000001", token.path("app_id").asText());
        assertEquals(0, token.path("expires_at").asLong(-1));
        assertTrue(token.path("scopes").toString().contains("whatsapp_business_management"));
        assertEquals(
                "205500000000001", token.at("/granular_scopes/0/target_ids/0").asText());
        var permissions = graph.get("/me/permissions").json().path("data");
        assertEquals("granted", permissions.at("/0/status").asText());
    }

    @Test
    void descriptionShowsWhatIsWrongWithTheToken() {
        STAGE.faults("{\"accounts\":{\"missingPermissions\":[\"whatsapp_business_management\"]}}");
        assertFalse(graph.get(DEBUG).json().at("/data/scopes").toString().contains("whatsapp_business_management"));
        assertTrue(graph.get("/me/permissions").json().toString().contains("declined"));

        STAGE.faults("{\"accounts\":{\"tokenExpired\":true}}");
        graph.assertRejected(graph.get(DEBUG), 401, 190, "Session has expired");
        var expired = STAGE.call(
                        "GET",
                        GraphStage.BASE + DEBUG,
                        "",
                        "Authorization",
                        "Bearer 305500000000001|sandbox-app-secret")
                .json()
                .path("data");
        assertFalse(expired.path("is_valid").asBoolean(true));
        assertEquals(463, expired.at("/error/subcode").asInt());
    }

    @Test
    void unknownTokenIsReportedAsInvalid() {
        var unknown = graph.get("/debug_token?input_token=other").json().path("data");

        assertFalse(unknown.path("is_valid").asBoolean(true));
        assertEquals(190, unknown.at("/error/code").asInt());
        graph.assertRejected(graph.get("/debug_token"), 400, 100, "input_token is required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/205500000000001",
                "/205500000000001/subscribed_apps",
                "/105500000000001/whatsapp_business_profile",
                "/me/permissions",
                "/debug_token?input_token=x"
            })
    void callWithoutTheTokenIsRejected(String path) {
        graph.assertRejected(STAGE.get(GraphStage.BASE + path), 401, 190, "Invalid OAuth access token");
    }
}
