package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of accounts and numbers by the control API: reads and webhooks. */
class AccountControlTest {
    private static final String NUMBER = "/control/numbers/105500000000001";
    private static final String ACCOUNT = "/control/accounts/205500000000001";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final GraphStage graph = new GraphStage(STAGE);

    /** Changes a number or an account. Returns the value of its webhook, which must have this field. */
    private static JsonNode change(String path, String body, String field) {
        STAGE.platform().clear();
        var response = STAGE.call("PUT", path, body);
        assertEquals(
                field, response.json().path("webhook").asText(), response.json().toString());
        await(() -> !STAGE.platform().received().isEmpty());
        var entry = STAGE.platform().received().getFirst().json().at("/entry/0");
        assertEquals("205500000000001", entry.path("id").asText());
        assertEquals(field, entry.at("/changes/0/field").asText());
        return entry.at("/changes/0/value");
    }

    private String number(String field) {
        return graph.get(GraphStage.NUMBER + "?fields=" + field)
                .json()
                .path(field)
                .asText();
    }

    private String account(String pointer) {
        var field = pointer.split("/")[1];
        return graph.get(GraphStage.ACCOUNT + "?fields=" + field)
                .json()
                .at(pointer)
                .asText();
    }

    @Test
    void redQualityFlagsTheNumberAndGreenEndsIt() {
        var flagged = change(NUMBER + "/quality", "{\"quality_rating\":\"RED\"}", "phone_number_quality_update");
        assertEquals("4930555100", flagged.path("display_phone_number").asText());
        assertEquals("FLAGGED", flagged.path("event").asText());
        assertEquals("TIER_250", flagged.path("current_limit").asText());
        assertEquals("RED", number("quality_rating"));
        assertEquals("FLAGGED", number("status"));

        var unflagged = change(NUMBER + "/quality", "{\"quality_rating\":\"GREEN\"}", "phone_number_quality_update");
        assertEquals("UNFLAGGED", unflagged.path("event").asText());
        assertEquals("CONNECTED", number("status"));
    }

    @Test
    void changeWithoutAnEventOfMetaSendsNoWebhook() {
        var response = STAGE.call("PUT", NUMBER + "/quality", "{\"quality_rating\":\"YELLOW\"}");

        assertTrue(response.json().path("webhook").isNull());
        assertEquals("YELLOW", number("quality_rating"));
        assertEquals(
                0, STAGE.get("/control/stats").json().at("/pending/webhooks").asInt());
    }

    @Test
    void limitChangesForAllNumbersOfTheBusiness() {
        STAGE.post(ACCOUNT + "/numbers", "{\"id\":\"42\",\"display_phone_number\":\"49301234567\"}");

        var upgrade = change(NUMBER + "/limit", "{\"tier\":\"TIER_10K\"}", "phone_number_quality_update");

        assertEquals("UPGRADE", upgrade.path("event").asText());
        assertEquals("TIER_250", upgrade.path("old_limit").asText());
        assertEquals("TIER_10K", upgrade.path("current_limit").asText());
        assertEquals(
                "TIER_10K", upgrade.path("max_daily_conversations_per_business").asText());
        assertEquals("TIER_10K", number("messaging_limit_tier"));
        assertEquals(
                "TIER_10K",
                graph.get("/42?fields=whatsapp_business_manager_messaging_limit")
                        .json()
                        .path("whatsapp_business_manager_messaging_limit")
                        .asText());
        assertEquals(
                "DOWNGRADE",
                change(NUMBER + "/limit", "{\"tier\":\"TIER_2K\"}", "phone_number_quality_update")
                        .path("event")
                        .asText());
    }

    @Test
    void throughputRises() {
        var value = change(NUMBER + "/throughput", "{\"level\":\"HIGH\"}", "phone_number_quality_update");

        assertEquals("THROUGHPUT_UPGRADE", value.path("event").asText());
        assertEquals(
                "HIGH",
                graph.get(GraphStage.NUMBER + "?fields=throughput")
                        .json()
                        .at("/throughput/level")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource({"APPROVED, APPROVED, Shop", "REJECTED, DECLINED, Sandbox", "DEFERRED, PENDING_REVIEW, Sandbox"})
    void nameIsDecided(String decision, String status, String name) {
        var value = change(
                NUMBER + "/name",
                "{\"decision\":\"" + decision + "\",\"requested_verified_name\":\"Shop\"}",
                "phone_number_name_update");

        assertEquals(decision, value.path("decision").asText());
        assertEquals("Shop", value.path("requested_verified_name").asText());
        assertEquals(decision.equals("REJECTED"), value.path("rejection_reason").isTextual());
        assertEquals(status, number("name_status"));
        assertEquals(name, number("verified_name"));
    }

    @Test
    void restrictionLimitsTheAccount() {
        var value = change(ACCOUNT + "/status", """
                {"event":"ACCOUNT_RESTRICTION",
                 "restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING","expiration":1800000000}]}""", "account_update");

        assertEquals(1_800_000_000, value.at("/restriction_info/0/expiration").asLong());
        assertEquals("LIMITED", account("/health_status/can_send_message"));
    }

    @Test
    void bannedAccountCannotSendUntilItIsReinstated() {
        change(
                ACCOUNT + "/status",
                "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"DISABLE\"}}",
                "account_update");
        graph.assertRejected(STAGE.whatsapp("49170", "x"), 403, 131031, "locked");
        assertEquals("BLOCKED", account("/health_status/can_send_message"));

        change(
                ACCOUNT + "/status",
                "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"REINSTATE\"}}",
                "account_update");
        assertEquals(200, STAGE.whatsapp("49170", "x").status());
    }

    @Test
    void deletedAccountAndItsNumbersAreUnknown() {
        change(ACCOUNT + "/status", "{\"event\":\"ACCOUNT_DELETED\"}", "account_update");

        for (var path : new String[] {GraphStage.ACCOUNT, GraphStage.ACCOUNT + "/phone_numbers", GraphStage.NUMBER}) {
            var response = graph.get(path);
            graph.assertRejected(response, 400, 100, "Unsupported get request");
            assertEquals(33, response.json().at("/error/error_subcode").asInt());
        }
        graph.assertRejected(STAGE.whatsapp("49170", "x"), 400, 100, "Unsupported post request");
    }

    @Test
    void reviewAndCapabilityAreReported() {
        var review = change(ACCOUNT + "/review", "{\"decision\":\"REJECTED\"}", "account_review_update");
        assertEquals("REJECTED", review.path("decision").asText());
        assertEquals("REJECTED", account("/account_review_status"));

        var capability = change(
                ACCOUNT + "/capability",
                "{\"max_daily_conversations_per_business\":2000,\"max_phone_numbers_per_waba\":25}",
                "business_capability_update");
        assertEquals(25, capability.path("max_phone_numbers_per_waba").asInt());
        assertEquals(
                250,
                change(
                                NUMBER + "/capability",
                                "{\"max_daily_conversation_per_phone\":250}",
                                "business_capability_update")
                        .path("max_daily_conversation_per_phone")
                        .asInt());
    }

    @Test
    void webhookIsSigned() throws Exception {
        change(ACCOUNT + "/review", "{\"decision\":\"APPROVED\"}", "account_review_update");

        var webhook = STAGE.platform().received().getFirst();
        assertEquals(
                "sha256=" + MetaWebhooksTest.hmac("sandbox-app-secret", webhook.body()),
                webhook.header("X-Hub-Signature-256"));
        assertTrue(new String(webhook.body(), StandardCharsets.UTF_8).startsWith("{\"object\":\"whatsapp_business"));
    }

    @Test
    void fieldsAreSetWithoutAWebhook() {
        assertEquals(
                204,
                STAGE.call("PUT", NUMBER, "{\"username\":\"shop\",\"status\":\"BANNED\"}")
                        .status());
        assertEquals(
                204,
                STAGE.call("PUT", ACCOUNT, "{\"name\":\"Shop\",\"currency\":null}")
                        .status());

        assertEquals("shop", number("username"));
        assertEquals("BANNED", number("status"));
        assertEquals("Shop", account("/name"));
        assertTrue(account("/currency").isEmpty());
        assertEquals("205500000000001", STAGE.get(NUMBER).json().path("waba_id").asText());
        assertEquals(
                0, STAGE.get("/control/stats").json().at("/pending/webhooks").asInt());
    }

    @Test
    void addedNumberSendsReceivesAndIsRemoved() {
        var added = STAGE.post(ACCOUNT + "/numbers", "{\"id\":\"42\",\"display_phone_number\":\"49301234567\"}");
        assertEquals("42", added.json().at("/ids/0").asText());

        var sent = graph.post("/42/messages", Stage.whatsappText("49170", "x"));
        assertEquals(200, sent.status(), sent.json().toString());
        STAGE.post("/control/inbound", "{\"channel\":\"whatsapp\",\"from\":\"49170\",\"to\":\"42\",\"text\":\"x\"}");
        await(() -> STAGE.platform().metaItems("messages").size() == 1);

        assertEquals(204, STAGE.call("DELETE", "/control/numbers/42", "").status());
        graph.assertRejected(graph.get("/42"), 400, 100, "Unsupported get request");
        assertEquals(
                1,
                graph.get(GraphStage.ACCOUNT + "/phone_numbers")
                        .json()
                        .path("data")
                        .size());
    }

    @Test
    void resetRestoresTheSettings() {
        STAGE.call("PUT", NUMBER, "{\"verified_name\":\"Other\"}");
        STAGE.call("PUT", "/control/accounts/42", "{}");
        graph.post(GraphStage.NUMBER + "/whatsapp_commerce_settings?is_catalog_visible=true", "");

        STAGE.post("/control/reset", "");

        assertEquals("Sandbox", number("verified_name"));
        assertEquals(1, STAGE.get("/control/accounts").json().path("accounts").size());
        assertFalse(graph.get(GraphStage.NUMBER + "/whatsapp_commerce_settings")
                .json()
                .at("/data/0/is_catalog_visible")
                .asBoolean(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /control/numbers/105500000000001 | {\"colour\":1} | colour",
                "PUT | /control/numbers/105500000000001 | {\"registered\":\"no\"} | registered must be true or false",
                "PUT | /control/numbers/105500000000001 | {\"quality_score\":1} | quality_score",
                "PUT | /control/numbers/105500000000001/quality | {\"quality_rating\":\"BLUE\"} | quality_rating must be",
                "PUT | /control/numbers/105500000000001/limit | {} | tier must be one of",
                "PUT | /control/numbers/105500000000001/name | {\"decision\":\"APPROVED\"} | requested_verified_name",
                "PUT | /control/numbers/105500000000001/dance | {} | must be quality, limit, name, throughput, encryption or capability",
                "PUT | /control/numbers/42/quality | {\"quality_rating\":\"RED\"} | no number 42",
                "PUT | /control/accounts/205500000000001/status | {\"event\":\"PARTY\"} | event must be one of",
                "PUT | /control/accounts/205500000000001/status | {\"event\":\"DISABLED_UPDATE\"} | waba_ban_state",
                "PUT | /control/accounts/205500000000001/review | {} | decision must be one of",
                "PUT | /control/accounts/205500000000001/capability | {\"x\":1} | unknown capability x",
                "PUT | /control/accounts/42/review | {\"decision\":\"APPROVED\"} | no account 42",
                "PUT | /control/accounts/105500000000001 | {} | not the id of a number",
                "POST | /control/accounts/205500000000001/numbers | {\"count\":0} | count must be between",
                "POST | /control/accounts/205500000000001/numbers | {\"id\":\"105500000000001\"} | exists",
                "POST | /control/accounts/205500000000001/numbers | {\"display_phone_number\":\"x\"} | 5 to 15 digits",
                "POST | /control/accounts/205500000000001/numbers | {\"count\":3,\"colour\":1} | colour",
                "POST | /control/accounts/42/numbers | {} | no account 42"
            })
    void invalidRequestIsRejectedAndChangesNothing(String method, String path, String body, String message) {
        var before = STAGE.get("/control/accounts").json();

        var response = STAGE.call(method, path, body);

        assertEquals(400, response.status());
        assertTrue(
                response.json().path("error").asText().contains(message),
                response.json().toString());
        assertEquals(before, STAGE.get("/control/accounts").json());
    }

    @Test
    void unknownNumberIs404() {
        assertEquals(404, STAGE.get("/control/numbers/42").status());
        assertEquals(404, STAGE.call("PUT", "/control/numbers/42", "{}").status());
        assertEquals(404, STAGE.call("DELETE", "/control/numbers/42", "").status());
    }
}
