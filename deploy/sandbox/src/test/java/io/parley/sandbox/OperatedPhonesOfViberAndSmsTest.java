package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones in Viber and for short messages that are operated by hand. */
class OperatedPhonesOfViberAndSmsTest {
    private static final String SERVICE = "7042";
    private static final String PERSON = "491701234567";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private static List<String> viberEvents() {
        return STAGE.platform().received().stream()
                .filter(webhook -> webhook.uri().getPath().startsWith("/webhooks/viber/"))
                .map(webhook -> webhook.json().path("event").asText())
                .toList();
    }

    @Test
    void botGetsStatusesWhenThePersonActs() {
        var phone = new PhoneStage(STAGE, "viber", "sub-1");
        phone.operate("{\"online\":false,\"manual\":true}");
        STAGE.viber("sub-1", "hello");
        phone.awaitStatus("hello", "accepted");

        phone.operate("{\"online\":true}");
        await(() -> viberEvents().equals(List.of("delivered")));
        phone.readBy(SERVICE);
        await(() -> viberEvents().equals(List.of("delivered", "seen")));
        phone.awaitStatus("hello", "read");
    }

    @Test
    void blockedBotIsUnsubscribed() {
        var phone = new PhoneStage(STAGE, "viber", "sub-2");

        phone.block(SERVICE, true);
        await(() -> viberEvents().equals(List.of("unsubscribed")));
        assertEquals(
                6, STAGE.viber("sub-2", "not subscribed").json().path("status").asInt());
        phone.block(SERVICE, false);

        await(() -> viberEvents().equals(List.of("unsubscribed", "subscribed")));
        assertEquals(0, STAGE.viber("sub-2", "welcome").json().path("status").asInt());
    }

    private static List<JsonNode> reports() {
        return STAGE.platform().received().stream()
                .filter(webhook -> webhook.uri().getPath().equals("/reports/CornerShop"))
                .map(webhook -> webhook.json().at("/results/0"))
                .toList();
    }

    @Test
    void validityOfAPartnersMessageEnds() {
        var phone = new PhoneStage(STAGE, "viber-partner", PERSON);
        phone.operate("{\"online\":false}");
        var sent = STAGE.post(
                "/viber-partner/viber/2/messages", """
                {"messages":[{"sender":"CornerShop","destinations":[{"to":"%s","messageId":"m-1"}],
                  "content":{"type":"TEXT","text":"short"},
                  "options":{"validityPeriod":{"amount":5,"timeUnit":"MINUTES"}}}]}""".formatted(PERSON), "Authorization", "App sandbox-viber-token");
        assertEquals(200, sent.status(), sent.json().toString());
        phone.awaitWaiting();

        phone.operate("{\"clockAheadSeconds\":400}");

        await(() -> !reports().isEmpty());
        assertEquals("EXPIRED", reports().getFirst().at("/status/groupName").asText());
        phone.awaitStatus("short", "expired");
    }

    private static String text(Esme esme, int index) {
        return new String(esme.delivered().get(index).getShortMessage(), StandardCharsets.US_ASCII);
    }

    @Test
    void receiptOfAShortMessageFollowsThePhone() throws Exception {
        var phone = new PhoneStage(STAGE, "sms", PERSON);
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            phone.operate("{\"online\":false}");
            esme.submit(PERSON, "offline");
            var shown = phone.awaitText("offline");
            assertEquals("gsm7", shown.path("encoding").asText());
            assertEquals(1, shown.path("segments").asInt());
            assertEquals("CornerShop", shown.path("business").asText());

            phone.operate("{\"online\":true}");
            await(() -> esme.delivered().size() == 1);
            assertTrue(text(esme, 0).contains("stat:DELIVRD"), text(esme, 0));
            phone.awaitStatus("offline", "delivered");

            phone.block("CornerShop", true);
            esme.submit(PERSON, "blocked");
            await(() -> esme.delivered().size() == 2);
            assertTrue(text(esme, 1).contains("stat:UNDELIV err:001"), text(esme, 1));
            phone.awaitStatus("blocked", "failed");
        }
    }

    @Test
    void validityOfAShortMessageEnds() throws Exception {
        var phone = new PhoneStage(STAGE, "sms", PERSON);
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            phone.operate("{\"online\":false}");
            esme.submit(PERSON, "late");
            phone.awaitWaiting();

            phone.operate("{\"clockAheadSeconds\":259200}");

            await(() -> esme.delivered().size() == 1);
            assertTrue(text(esme, 0).contains("stat:EXPIRED"), text(esme, 0));
            phone.awaitStatus("late", "expired");
        }
    }

    @Test
    void personSendsAShortMessage() throws Exception {
        var phone = new PhoneStage(STAGE, "sms", "+" + PERSON);
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            assertEquals(
                    202,
                    phone.send("{\"business\":\"4930555200\",\"text\":\"Hi\"}").status());

            await(() -> esme.delivered().size() == 1);
            assertEquals(PERSON, esme.delivered().getFirst().getSourceAddr());
            assertEquals("Hi", text(esme, 0));
            phone.awaitStatus("Hi", "delivered");
        }
    }
}
