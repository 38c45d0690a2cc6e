package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void acceptedTextIsInTheLedger() {
        var response = STAGE.whatsapp("+491701234567", "hello");

        assertEquals(200, response.status());
        assertEquals("+491701234567", response.json().at("/contacts/0/input").asText());
        assertEquals("491701234567", response.json().at("/contacts/0/wa_id").asText());
        assertEquals(
                "accepted", response.json().at("/messages/0/message_status").asText());
        var entry = STAGE.ledger().path(0);
        assertEquals(
                response.json().at("/messages/0/id").asText(),
                entry.path("providerId").asText());
        assertEquals("hello", entry.path("ref").asText());
        assertEquals("hello", entry.path("text").asText());
        assertEquals("491701234567", entry.path("to").asText());
        assertEquals("4930555100", entry.path("from").asText());
        assertEquals(
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                entry.path("bodySha256").asText());
    }

    @Test
    void statusesCarryTheReference() {
        STAGE.faults("{\"whatsapp\":{" + Stage.SPACED_STATUSES + "}}");

        var id = STAGE.whatsapp("491701234567", "story")
                .json()
                .at("/messages/0/id")
                .asText();

        await(() -> STAGE.platform().metaItems("statuses").size() == 3);
        var statuses = STAGE.platform().metaItems("statuses");
        assertEquals("sent", statuses.get(0).path("status").asText());
        assertEquals("delivered", statuses.get(1).path("status").asText());
        assertEquals("read", statuses.get(2).path("status").asText());
        for (var status : statuses) {
            assertEquals(id, status.path("id").asText());
            assertEquals("story", status.path("biz_opaque_callback_data").asText());
            assertEquals("491701234567", status.path("recipient_id").asText());
            assertTrue(status.path("timestamp").isTextual());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"image\",\"image\":{\"link\":\"https://example.com/a.png\",\"caption\":\"A\"}",
                "\"type\":\"location\",\"location\":{\"latitude\":52.5,\"longitude\":13.4}",
                "\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"A\",\"first_name\":\"A\"}}]",
                "\"type\":\"interactive\",\"interactive\":{\"type\":\"location_request_message\",\"body\":{\"text\":\"x\"},"
                        + "\"action\":{\"name\":\"send_location\"}}",
                "\"type\":\"template\",\"template\":{\"name\":\"hello_world\",\"language\":{\"code\":\"en_US\"}}"
            })
    void everyOtherTypeIsAccepted(String content) {
        var response =
                STAGE.graph("{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"49170\","
                        + content + "}");

        assertEquals(200, response.status(), response.json().toString());
        assertTrue(content.contains(STAGE.ledger().at("/0/type").asText()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"to\":\"49170\"}",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"49170\",\"text\":{\"body\":\"x\"}}",
                "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"text\":{\"body\":\"x\"}}",
                "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"1\",\"text\":{\"body\":\"\"}}",
                "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"1\",\"type\":\"image\"}",
                "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"1\",\"type\":\"video\",\"video\":{}}",
                "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"1\",\"type\":\"dance\",\"dance\":{}}"
            })
    void missingParameterIsRejected(String body) {
        var response = STAGE.graph(body);

        assertEquals(400, response.status());
        assertTrue(response.json().at("/error/code").asInt() >= 100);
        assertTrue(response.json().at("/error/fbtrace_id").isTextual());
        assertEquals(0, STAGE.ledger().size());
    }

    @Test
    void unknownTokenIsRejected() {
        var response = STAGE.post(Stage.MESSAGES, Stage.whatsappText("49170", "x"), "Authorization", "Bearer other");

        assertEquals(401, response.status());
        assertEquals(190, response.json().at("/error/code").asInt());
    }

    @Test
    void unknownNumberIsRejected() {
        var response = STAGE.post(
                "/graph/v25.0/42/messages",
                Stage.whatsappText("49170", "x"),
                "Authorization",
                "Bearer sandbox-meta-token");

        assertEquals(400, response.status());
        assertEquals(100, response.json().at("/error/code").asInt());
        assertEquals(33, response.json().at("/error/error_subcode").asInt());
    }

    @Test
    void magicRecipientGetsItsError() {
        var response = STAGE.whatsapp("4917000131026", "x");

        assertEquals(400, response.status());
        assertEquals(131026, response.json().at("/error/code").asInt());
        assertEquals(500, STAGE.whatsapp("4917000131016", "x").status());
        assertEquals(200, STAGE.whatsapp("4917000139999", "no such code").status());
    }

    @Test
    void magicRecipientsCanBeDisabled() {
        STAGE.faults("{\"whatsapp\":{\"magicRecipients\":false}}");

        assertEquals(200, STAGE.whatsapp("4917000131026", "x").status());
    }

    @Test
    void messageIsMarkedAsRead() {
        var id = STAGE.post("/control/inbound", """
                {"channel":"whatsapp","from":"49170","to":"4930555100","text":"x"}""").json().at("/ids/0").asText();

        var response =
                STAGE.graph("{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"" + id + "\"}");

        assertEquals(200, response.status());
        assertTrue(response.json().path("success").asBoolean());
        assertEquals(0, STAGE.ledger().size());
    }

    @Test
    void repeatedReferenceIsReportedAsADuplicate() {
        STAGE.whatsapp("49170", "once");
        STAGE.whatsapp("49171", "other");
        STAGE.whatsapp("49170", "once");

        assertEquals(
                STAGE.ledger().at("/0/seq").asLong(),
                STAGE.ledger().at("/2/duplicateOf").asLong());
        assertTrue(STAGE.ledger().at("/1/duplicateOf").isMissingNode());
        assertEquals(1, STAGE.count("whatsapp", "duplicates"));
    }

    @Test
    void userIdIsInTheResponseAndEveryStatus() {
        var response = STAGE.graph("""
                {"messaging_product":"whatsapp","recipient_type":"individual","recipient":"DE.1a2B","text":{"body":"x"}}""");

        assertEquals("DE.1a2B", response.json().at("/contacts/0/input").asText());
        assertEquals("DE.1a2B", response.json().at("/contacts/0/user_id").asText());
        assertTrue(response.json().at("/contacts/0/wa_id").isMissingNode());
        await(() -> STAGE.platform().metaItems("statuses").size() == 3);
        for (var status : STAGE.platform().metaItems("statuses")) {
            assertEquals("DE.1a2B", status.path("recipient_user_id").asText());
            assertTrue(status.path("recipient_id").isMissingNode());
        }
    }

    @Test
    void inboundMessageWithoutAPhoneCarriesTheUserId() {
        STAGE.post("/control/inbound", """
                {"channel":"whatsapp","userId":"DE.1a2B","username":"mina","name":"Mina","to":"4930555100","text":"Hi"}""");

        await(() -> STAGE.platform().metaItems("messages").size() == 1);
        var message = STAGE.platform().metaItems("messages").getFirst();
        assertTrue(message.path("from").isMissingNode());
        assertEquals("DE.1a2B", message.path("from_user_id").asText());
        var value = STAGE.platform().received().getFirst().json().at("/entry/0/changes/0/value");
        assertEquals("mina", value.at("/contacts/0/profile/username").asText());
        assertEquals("DE.1a2B", value.at("/contacts/0/user_id").asText());
        assertTrue(value.at("/contacts/0/wa_id").isMissingNode());
        assertEquals(
                "+49 305-5510-0", value.at("/metadata/display_phone_number").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "/graph/v25.0/42, 100, 33, Unsupported get request",
        "/graph/v25.0/42/phone_numbers, 100, 33, Unsupported get request",
        "/graph/v25.0/105500000000001/messages, 100, 0, nonexisting field (messages)",
        "/graph/v25.0/105500000000001/media, 100, 0, nonexisting field (media)",
        "/graph/v25.0/105500000000001/dance, 100, 0, nonexisting field (dance)",
        "/graph/v25.0/105500000000001/a/b, 2500, 0, Unknown path components: /b"
    })
    void unknownReadReturnsMetasError(String path, int code, int subcode, String message) {
        var error = STAGE.call("GET", path, "", "Authorization", "Bearer sandbox-meta-token")
                .json()
                .path("error");

        assertEquals(code, error.path("code").asInt());
        assertEquals(subcode, error.path("error_subcode").asInt());
        assertTrue(error.path("message").asText().contains(message), error.toString());
        assertEquals(190, STAGE.get(path).json().at("/error/code").asInt());
    }

    @Test
    void numberIsFormattedAsByMeta() {
        var token = new String[] {"Authorization", "Bearer sandbox-meta-token"};

        var number = STAGE.call("GET", "/graph/v25.0/105500000000001", "", token);
        var numbers = STAGE.call("GET", "/graph/v25.0/205500000000001/phone_numbers", "", token);

        assertEquals(
                "+49 305-5510-0", number.json().path("display_phone_number").asText());
        assertEquals(number.json(), numbers.json().at("/data/0"));
    }

    @Test
    void statusDelaysHaveDefaults() {
        STAGE.faults("{\"whatsapp\":{\"webhookDelayMs\":{\"sent\":{\"min\":7,\"max\":8}}}}");

        var delays = STAGE.get("/control/faults").json().at("/whatsapp/webhookDelayMs");
        assertEquals(7, delays.at("/sent/min").asInt());
        // Five percent (Stage) of 400 to 800 and of 900 to 1800.
        assertEquals(20, delays.at("/delivered/min").asInt());
        assertEquals(90, delays.at("/read/max").asInt());
    }
}
