package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions, webhook URLs of accounts and numbers, registration of numbers. */
class MetaSubscriptionsTest {
    private static final String APPS = GraphStage.ACCOUNT + "/subscribed_apps";
    private static final String REGISTER = GraphStage.NUMBER + "/register";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final GraphStage graph = new GraphStage(STAGE);

    private static String override(String path, String token) {
        return "{\"override_callback_uri\":\"%s%s\",\"verify_token\":\"%s\"}"
                .formatted(STAGE.platform().url(), path, token);
    }

    /** Returns the paths of the webhooks received so far. */
    private static List<String> paths() {
        return STAGE.platform().received().stream()
                .map(webhook -> webhook.uri().getPath())
                .toList();
    }

    private static void inbound(String to) {
        STAGE.post("/control/inbound", """
                {"channel":"whatsapp","from":"49170","to":"%s","text":"x"}""".formatted(to));
    }

    @Test
    void appIsSubscribedAtTheStart() {
        var apps = graph.get(APPS).json();

        assertEquals(
                "305500000000001",
                apps.at("/data/0/whatsapp_business_api_data/id").asText());
        assertFalse(apps.at("/data/0").has("override_callback_uri"));
    }

    @Test
    void controlSetsAppAndUrlUntilTheAppSubscribesAgain() {
        STAGE.call("PUT", "/control/accounts/205500000000001", """
                {"subscribed_app_id":"42","override_callback_uri":"https://old.example/hook"}""");
        var changed = graph.get(APPS).json().at("/data/0");
        assertEquals("42", changed.at("/whatsapp_business_api_data/id").asText());
        assertEquals(
                "https://old.example/hook",
                changed.path("override_callback_uri").asText());

        graph.assertSucceeded(graph.post(APPS, ""));

        appIsSubscribedAtTheStart();
    }

    @Test
    void accountWithoutSubscriptionSendsNoWebhooks() {
        graph.assertSucceeded(graph.call("DELETE", APPS, ""));
        assertEquals(0, graph.get(APPS).json().path("data").size());

        inbound("4930555100");
        STAGE.whatsapp("49170", "x");
        await(() -> STAGE.count("whatsapp", "webhooksUnsubscribed") == 4);
        graph.assertSucceeded(graph.post(APPS, ""));
        inbound("4930555100");

        await(() -> STAGE.platform().metaItems("messages").size() == 1);
        assertTrue(STAGE.platform().metaItems("statuses").isEmpty());
    }

    @Test
    void webhooksGoToTheUrlOfTheAccountAfterItsHandshake() {
        graph.assertSucceeded(graph.post(APPS, override("/other", "sandbox-verify-token")));
        assertEquals(
                STAGE.platform().url() + "/other",
                graph.get(APPS).json().at("/data/0/override_callback_uri").asText());

        inbound("4930555100");
        await(() -> paths().equals(List.of("/other")));
        graph.assertSucceeded(graph.post(APPS, ""));
        inbound("4930555100");

        await(() -> paths().equals(List.of("/other", "/webhooks/meta")));
    }

    @Test
    void messagesOfANumberGoToItsUrlAndChangesOfTheAccountDoNot() {
        graph.assertSucceeded(graph.post(
                GraphStage.NUMBER, "{\"webhook_configuration\":" + override("/number", "sandbox-verify-token") + "}"));
        var configuration = graph.get(GraphStage.NUMBER + "?fields=webhook_configuration")
                .json()
                .path("webhook_configuration");
        assertEquals(
                STAGE.platform().url() + "/number",
                configuration.path("phone_number").asText());
        assertEquals(
                STAGE.platform().url() + "/webhooks/meta",
                configuration.path("application").asText());

        inbound("4930555100");
        STAGE.call("PUT", "/control/accounts/205500000000001/review", "{\"decision\":\"APPROVED\"}");

        await(() -> paths().size() == 2);
        assertTrue(paths().containsAll(List.of("/number", "/webhooks/meta")), paths().toString());
    }

    @Test
    void emptyUrlRemovesThatOfTheNumber() {
        graph.post(
                GraphStage.NUMBER, "{\"webhook_configuration\":" + override("/number", "sandbox-verify-token") + "}");

        graph.assertSucceeded(
                graph.post(GraphStage.NUMBER, "{\"webhook_configuration\":{\"override_callback_uri\":\"\"}}"));

        inbound("4930555100");
        await(() -> paths().equals(List.of("/webhooks/meta")));
    }

    @Test
    void urlThatFailsTheHandshakeIsRejected() {
        graph.assertRejected(graph.post(APPS, override("/other", "wrong")), 400, 2200, "Callback verification failed");
        graph.assertRejected(
                graph.post(APPS, "{\"override_callback_uri\":\"http://127.0.0.1:9/x\",\"verify_token\":\"t\"}"),
                400,
                2200,
                "Callback verification failed");

        assertFalse(graph.get(APPS).json().at("/data/0").has("override_callback_uri"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"override_callback_uri\":\"ftp://x.de\",\"verify_token\":\"t\"} | must be a valid URI",
                "{\"override_callback_uri\":\"https://x.de\"} | verify_token is required"
            })
    void invalidUrlIsRejected(String body, String message) {
        graph.assertRejected(graph.post(APPS, body), 400, 100, message);
        graph.assertRejected(
                graph.post(GraphStage.NUMBER, "{\"webhook_configuration\":" + body + "}"), 400, 100, message);
        graph.assertRejected(graph.post(GraphStage.NUMBER, "{}"), 400, 100, "webhook_configuration is required");
    }

    @Test
    void registrationBringsANumberOnline() {
        STAGE.call("PUT", "/control/numbers/105500000000001", "{\"registered\":false,\"status\":\"PENDING\"}");
        graph.assertRejected(STAGE.whatsapp("49170", "x"), 400, 133010, "Not Registered");

        graph.assertSucceeded(graph.post(REGISTER, "{\"messaging_product\":\"whatsapp\",\"pin\":\"123456\"}"));

        assertEquals(200, STAGE.whatsapp("49170", "x").status());
        assertEquals(
                "CONNECTED",
                graph.get(GraphStage.NUMBER + "?fields=status")
                        .json()
                        .path("status")
                        .asText());
    }

    @Test
    void wrongPinIsRejectedTenTimesAndThenEveryPin() {
        STAGE.call("PUT", "/control/numbers/105500000000001", "{\"pin\":\"123456\"}");
        for (var attempt = 0; attempt < 10; attempt++) {
            graph.assertRejected(
                    graph.post(REGISTER, "{\"messaging_product\":\"whatsapp\",\"pin\":\"654321\"}"),
                    400,
                    133005,
                    "PIN Mismatch");
        }

        graph.assertRejected(
                graph.post(REGISTER, "{\"messaging_product\":\"whatsapp\",\"pin\":\"123456\"}"),
                400,
                133016,
                "rate limit exceeded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"pin\":\"123456\"} | messaging_product is required",
                "{\"messaging_product\":\"whatsapp\"} | pin is required",
                "{\"messaging_product\":\"whatsapp\",\"pin\":123456} | pin must be a string of 6 digits",
                "{\"messaging_product\":\"whatsapp\",\"pin\":\"12345\"} | pin must be a string of 6 digits"
            })
    void invalidRegistrationIsRejected(String body, String message) {
        graph.assertRejected(graph.post(REGISTER, body), 400, 100, message);
    }

    @Test
    void unverifiedNumberIsNotRegistered() {
        STAGE.call("PUT", "/control/numbers/105500000000001", "{\"code_verification_status\":\"EXPIRED\"}");

        graph.assertRejected(
                graph.post(REGISTER, "{\"messaging_product\":\"whatsapp\",\"pin\":\"123456\"}"),
                400,
                133006,
                "re-verification needed");
    }
}
