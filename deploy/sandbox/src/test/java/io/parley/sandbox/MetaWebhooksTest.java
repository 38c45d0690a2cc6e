package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetaWebhooksTest {

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void inboundMessageIsSent() {
        var id = STAGE.post("/control/inbound", """
                        {"channel":"whatsapp","from":"491701234567","to":"4930555100","text":"Grüße a/b","name":"Ann"}""").json().at("/ids/0").asText();

        await(() -> STAGE.platform().metaItems("messages").size() == 1);
        var message = STAGE.platform().metaItems("messages").getFirst();
        assertEquals(id, message.path("id").asText());
        assertEquals("491701234567", message.path("from").asText());
        assertEquals("Grüße a/b", message.at("/text/body").asText());
        var value = STAGE.platform().received().getFirst().json().at("/entry/0/changes/0/value");
        assertEquals("105500000000001", value.at("/metadata/phone_number_id").asText());
        assertEquals("Ann", value.at("/contacts/0/profile/name").asText());
        await(() -> STAGE.get("/control/inbound").json().at("/inbound/0/acked").asBoolean());
    }

    @Test
    void bodyIsEscapedAsByMetaAndSigned() throws Exception {
        STAGE.post("/control/inbound", """
                {"channel":"whatsapp","from":"49170","to":"105500000000001","text":"ü / 😀"}""");

        await(() -> !STAGE.platform().received().isEmpty());
        var webhook = STAGE.platform().received().getFirst();
        var body = new String(webhook.body(), StandardCharsets.US_ASCII);
        assertTrue(body.contains("\\u00fc \\/ \\ud83d\\ude00"), body);
        assertEquals("sha256=" + hmac("sandbox-app-secret", webhook.body()), webhook.header("X-Hub-Signature-256"));
    }

    static String hmac(String secret, byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void otherContentIsSentUnmodified() {
        STAGE.post("/control/inbound", """
                {"channel":"whatsapp","from":"49170","to":"4930555100",
                 "message":{"type":"reaction","reaction":{"message_id":"wamid.1","emoji":"👍"}}}""");

        await(() -> STAGE.platform().metaItems("messages").size() == 1);
        assertEquals(
                "👍",
                STAGE.platform()
                        .metaItems("messages")
                        .getFirst()
                        .at("/reaction/emoji")
                        .asText());
    }

    @Test
    void changeOfAnotherFieldIsSent() {
        STAGE.post("/control/meta-change", """
                {"field":"message_template_status_update","value":{"event":"APPROVED"}}""");

        await(() -> !STAGE.platform().received().isEmpty());
        var entry = STAGE.platform().received().getFirst().json().at("/entry/0");
        assertEquals("205500000000001", entry.path("id").asText());
        assertEquals(
                "message_template_status_update", entry.at("/changes/0/field").asText());
    }

    @Test
    void changesAreBatched() {
        STAGE.faults("{\"whatsapp\":{\"batchChanges\":1000,\"coalesceMs\":300}}");

        var ids = STAGE.post("/control/inbound", """
                        {"channel":"whatsapp","from":"49170","to":"4930555100","text":"n","count":1000}""").json().path("ids");

        await(() -> STAGE.platform().metaItems("messages").size() == 1000);
        assertEquals(1000, ids.size());
        assertEquals(1, STAGE.platform().received().size());
    }

    @Test
    void failedWebhookIsRetried() {
        STAGE.faults("{\"whatsapp\":{\"retryMs\":20,\"read\":false}}");
        var failures = new AtomicInteger(3);
        STAGE.platform().respondWith(webhook -> failures.getAndDecrement() > 0 ? 503 : 200);

        STAGE.whatsapp("49170", "again");

        await(() -> STAGE.count("whatsapp", "statusesAcked") == 2);
        assertTrue(STAGE.count("whatsapp", "webhooksRetried") >= 3);
        assertEquals(
                0, STAGE.get("/control/stats").json().at("/pending/webhooks").asInt());
    }

    @Test
    void webhooksAreHeldUntilEnabled() {
        STAGE.faults("{\"whatsapp\":{\"webhooks\":false}}");
        IntStream.range(0, 5).forEach(n -> STAGE.whatsapp("49170", "late " + n));
        await(() -> STAGE.get("/control/stats").json().at("/pending/webhooks").asInt() == 15);
        assertTrue(STAGE.platform().received().isEmpty());

        STAGE.faults("{}");

        await(() -> STAGE.platform().metaItems("statuses").size() == 15);
    }

    @Test
    void handshakeVerifiesTheToken() {
        var good = STAGE.post("/control/handshake", "{\"challenge\":\"42x\"}").json();
        var bad =
                STAGE.post("/control/handshake", "{\"verifyToken\":\"wrong\"}").json();

        assertTrue(good.path("verified").asBoolean());
        assertEquals("42x", good.path("body").asText());
        assertEquals(403, bad.path("status").asInt());
        assertFalse(bad.path("verified").asBoolean());
    }
}
