package io.parley.sandbox;

import static io.parley.sandbox.PhoneStage.NUMBER;
import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones in WhatsApp that are operated by hand: offline, read, blocked, with another clock. */
class OperatedPhonesTest {
    private static final String PERSON = "491701234567";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final PhoneStage phone = PhoneStage.whatsapp(STAGE, PERSON);

    private static String send(String text) {
        return STAGE.whatsapp(PERSON, text).json().at("/messages/0/id").asText();
    }

    @Test
    void automaticPhoneReceivesAndReadsEveryMessage() {
        var wamid = send("automatic");

        var message = phone.awaitStatus("automatic", "read");

        assertEquals(wamid, message.path("id").asText());
        assertFalse(message.path("fromPerson").asBoolean());
        assertEquals(NUMBER, message.path("business").asText());
        await(() -> phone.metaStatuses(wamid).equals(List.of("sent", "delivered", "read")));
        assertFalse(phone.read().path("manual").asBoolean());
    }

    @Test
    void offlinePhoneReceivesItsMessagesWhenItReturns() {
        phone.operate("{\"online\":false,\"manual\":true}");
        var wamid = send("waiting");
        phone.awaitStatus("waiting", "sent");
        var other = STAGE.whatsapp("491709999999", "other")
                .json()
                .at("/messages/0/id")
                .asText();
        await(() -> phone.metaStatuses(other).size() == 3);
        await(() -> phone.metaStatuses(wamid).equals(List.of("sent")));

        phone.operate("{\"online\":true}");

        phone.awaitStatus("waiting", "delivered");
        await(() -> phone.metaStatuses(wamid).equals(List.of("sent", "delivered")));
    }

    @Test
    void statusReadWaitsForThePerson() {
        phone.operate("{\"manual\":true}");
        var wamid = send("unread");
        phone.awaitStatus("unread", "delivered");
        assertEquals(1, phone.read().at("/chats/0/unread").asInt());

        assertEquals(204, phone.readBy(NUMBER).status());

        phone.awaitStatus("unread", "read");
        await(() -> phone.metaStatuses(wamid).equals(List.of("sent", "delivered", "read")));
        await(() -> phone.read().at("/chats/0/unread").asInt() == 0);
    }

    @Test
    void blockedBusinessCannotReachThePerson() {
        phone.block(NUMBER, true);
        var wamid = send("blocked");

        assertEquals(
                "131026", phone.awaitStatus("blocked", "failed").path("error").asText());
        await(() -> phone.metaStatuses(wamid).equals(List.of("sent", "failed")));
        assertEquals(NUMBER, phone.read().at("/blocked/0").asText());
        assertEquals(
                400,
                phone.send("{\"business\":\"" + NUMBER + "\",\"text\":\"x\"}").status());

        phone.block(NUMBER, false);
        send("unblocked");
        phone.awaitStatus("unblocked", "read");
    }

    @Test
    void clockOfADayLaterClosesTheWindowUntilThePersonWrites() {
        phone.send("{\"business\":\"" + NUMBER + "\",\"text\":\"first\"}");
        phone.awaitText("first");
        phone.operate("{\"clockAheadSeconds\":86400}");
        var refused = send("too late");
        assertEquals(
                "131047", phone.awaitStatus("too late", "failed").path("error").asText());
        await(() -> phone.metaStatuses(refused).equals(List.of("failed")));

        var template = STAGE.graph("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"template",
                 "template":{"name":"hello_world","language":{"code":"en_US"}}}""".formatted(PERSON));
        assertEquals(200, template.status());
        phone.awaitStatus("Welcome and congratulations!!", "read");

        phone.send("{\"business\":\"" + NUMBER + "\",\"text\":\"second\"}");
        send("in time");
        phone.awaitStatus("in time", "read");
    }

    @Test
    void lifetimeOfATemplateEndsWithoutAStatus() {
        STAGE.post("/control/templates", """
                {"name":"short_lived","language":"en","category":"AUTHENTICATION",
                 "components":[{"type":"BODY"},{"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE"}]}]}""");
        phone.operate("{\"online\":false}");
        var sent = STAGE.graph("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"template","template":{"name":"short_lived",
                 "language":{"code":"en"},"components":[
                  {"type":"body","parameters":[{"type":"text","text":"424242"}]},
                  {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"424242"}]}]}}""".formatted(PERSON));
        assertEquals(200, sent.status(), sent.json().toString());
        phone.awaitWaiting();

        phone.operate("{\"clockAheadSeconds\":660,\"online\":true}");

        phone.await(message -> message.path("status").asText().equals("expired"));
        var wamid = sent.json().at("/messages/0/id").asText();
        await(() -> phone.metaStatuses(wamid).equals(List.of("sent")));
    }

    @Test
    void resetLetsThePhoneBeAutomaticAndDeletesItsChats() {
        phone.operate("{\"online\":false}");
        send("kept back");
        phone.awaitText("kept back");

        STAGE.post("/control/reset", "");

        await(() -> phone.messages().isEmpty());
        assertTrue(phone.read().path("online").asBoolean());
    }

    @Test
    void invalidSwitchesAreRejected() {
        for (var switches : new String[] {"{\"online\":1}", "{\"clockAheadSeconds\":-1}", "[]", "{\"manual\":null}"}) {
            assertEquals(400, phone.operate(switches).status(), switches);
        }
        assertEquals(400, STAGE.call("PUT", "/phones/api/phones/fax/1", "{}").status());
        assertEquals(400, phone.tap("{\"label\":\"Yes\"}").status());
        assertEquals(400, phone.block("", true).status());
        assertEquals(400, phone.send("{\"text\":\"to whom?\"}").status());
    }
}
