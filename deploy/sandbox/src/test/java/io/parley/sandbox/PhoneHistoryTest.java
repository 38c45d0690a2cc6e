package io.parley.sandbox;

import static io.parley.sandbox.PhoneStage.NUMBER;
import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages of a chat's history, and the typing indicator of the business. */
class PhoneHistoryTest {
    private static final String PERSON = "491701234567";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final PhoneStage phone = PhoneStage.whatsapp(STAGE, PERSON);

    private JsonNode page(String query) {
        return STAGE.get(phone.path() + "/messages?business=" + NUMBER + "&limit=2" + query)
                .json();
    }

    private static List<String> texts(JsonNode page) {
        return page.path("messages").findValuesAsText("text");
    }

    @Test
    void earlierMessagesAreReadPageByPage() {
        for (var n = 1; n <= 5; n++) {
            STAGE.whatsapp(PERSON, "n" + n);
        }
        phone.awaitText("n5");

        var last = page("");
        assertEquals(List.of("n4", "n5"), texts(last));
        var middle = page("&before=" + last.at("/messages/0/id").asText());
        assertEquals(List.of("n2", "n3"), texts(middle));
        assertEquals(true, middle.path("hasEarlier").asBoolean());
        var first = page("&before=" + middle.at("/messages/0/id").asText());
        assertEquals(List.of("n1"), texts(first));
        assertFalse(first.path("hasEarlier").asBoolean());
        assertEquals(List.of(), texts(page("&before=unknown")));
    }

    private String written() {
        phone.send("{\"business\":\"" + NUMBER + "\",\"text\":\"Is it ready?\"}");
        return phone.awaitStatus("Is it ready?", "delivered").path("id").asText();
    }

    private static void markRead(String id, String more) {
        var response = STAGE.graph("""
                {"messaging_product":"whatsapp","status":"read","message_id":"%s"%s}""".formatted(id, more));
        assertEquals(200, response.status());
    }

    private static void showTyping(String id) {
        markRead(id, ",\"typing_indicator\":{\"type\":\"text\"}");
    }

    private boolean isTyping() {
        return phone.read().at("/chats/0/typing").asBoolean();
    }

    @Test
    void typingIsShownUntilTheReply() {
        var id = written();
        showTyping(id);
        await(this::isTyping);

        STAGE.whatsapp(PERSON, "It is.");

        phone.awaitText("It is.");
        assertFalse(isTyping());
    }

    @Test
    void readMarkAloneAndAnOfflinePhoneShowNoTyping() {
        var id = written();
        markRead(id, "");
        phone.awaitStatus("Is it ready?", "read");
        assertFalse(isTyping());

        phone.operate("{\"online\":false}");
        showTyping(id);
        STAGE.whatsapp("491709999999", "later");
        PhoneStage.whatsapp(STAGE, "491709999999").awaitText("later");

        assertFalse(isTyping());
    }

    @Test
    void timesOfMessagesCanBeInThePast() {
        var other = PhoneStage.whatsapp(STAGE, "491709999999");
        STAGE.whatsapp(other.person(), "this morning");
        var morning = other.awaitText("this morning").path("id").asText();
        STAGE.whatsapp(PERSON, "last night");
        var night = phone.awaitText("last night").path("id").asText();

        var body =
                "{\"%s\":\"2026-01-02T08:30:00Z\",\"%s\":\"2026-01-01T23:15:00.5Z\",\"unknown\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(morning, night);
        assertEquals(204, STAGE.call("PUT", "/phones/api/times", body).status());

        phone.await(message -> message.path("at").asText().equals("2026-01-01T23:15:00.500000000Z"));
        assertEquals(
                "2026-01-02T08:30:00.000000000Z", other.read().at("/chats/0/at").asText());
        var phones = STAGE.get("/phones/api/phones?limit=2").json().path("phones");
        assertEquals(List.of(other.person(), PERSON), phones.findValuesAsText("person"), "the newest message first");
        assertEquals(
                400,
                STAGE.call("PUT", "/phones/api/times", "{\"" + night + "\":\"yesterday\"}")
                        .status());
    }
}
