package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxViberPartnerTest {

    private static final String PATH = "/viber-partner/viber/2/messages";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void acceptedTextIsReportedDeliveredAndSeen() {
        STAGE.faults("{\"viber\":{" + Stage.SPACED_STATUSES + "}}");

        var response = send("491701234567", "m-1", "");

        assertEquals(200, response.status());
        assertEquals("m-1", response.json().at("/messages/0/messageId").asText());
        assertEquals(
                "PENDING", response.json().at("/messages/0/status/groupName").asText());
        await(() -> STAGE.platform().received().size() == 2);
        var report = STAGE.platform().received().getFirst();
        assertEquals("/reports/7042", report.uri().getPath());
        assertEquals("App sandbox-partner-secret", report.header("Authorization"));
        assertEquals("m-1", report.json().at("/results/0/messageId").asText());
        assertEquals(
                "DELIVERED", report.json().at("/results/0/status/groupName").asText());
        assertTrue(report.json().at("/results/0/doneAt").isTextual());
        var seen = STAGE.platform().received().getLast().json();
        assertTrue(seen.at("/results/0/seenAt").isTextual());
        assertEquals("m-1", STAGE.ledger().at("/0/ref").asText());
        assertEquals("hi", STAGE.ledger().at("/0/text").asText());
    }

    @Test
    void reportIsSentToTheUrlOfTheMessage() {
        send(
                "49170",
                "m-2",
                ",\"webhooks\":{\"delivery\":{\"url\":\"" + STAGE.platform().url() + "/mine\"}}");

        await(() -> STAGE.platform().received().size() == 2);
        assertEquals("/mine", STAGE.platform().received().getFirst().uri().getPath());
    }

    @Test
    void failureIsReported() {
        STAGE.faults("{\"viber\":{\"failedRate\":1}}");

        send("49170", "m-3", "");

        await(() -> STAGE.platform().received().size() == 1);
        var report = STAGE.platform().received().getFirst().json();
        assertEquals("UNDELIVERABLE", report.at("/results/0/status/groupName").asText());
    }

    @Test
    void magicRecipientIsRejected() {
        var response = send("491709000006", "m-4", "");

        assertEquals(
                "REJECTED", response.json().at("/messages/0/status/groupName").asText());
        assertEquals(0, STAGE.ledger().size());
    }

    @Test
    void unknownKeyAndInvalidBodyAreRejected() {
        assertEquals(401, STAGE.post(PATH, "{}", "Authorization", "App other").status());
        assertEquals(
                400,
                STAGE.post(PATH, "{\"messages\":[]}", "Authorization", "App sandbox-viber-token")
                        .status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|'IMAGE','mediaUrl':'https://a.example/a.png','text':'x','button':{'title':'t','action':'https://a.example/'}",
                "400|'IMAGE','text':'x'",
                "400|'TEXT','text':'x','button':{'title':'t'}",
                "200|'VIDEO','mediaUrl':'https://a.example/a.mp4','thumbnailUrl':'https://a.example/a.png','mediaDuration':'PT5S'",
                "400|'VIDEO','mediaUrl':'https://a.example/a.mp4','thumbnailUrl':'https://a.example/a.png','mediaDuration':'3'",
                "400|'VIDEO','mediaUrl':'https://a.example/a.mp4'",
                "200|'FILE','mediaUrl':'https://a.example/a.pdf','fileName':'a.pdf'",
                "400|'FILE','mediaUrl':'https://a.example/a.pdf'",
                "200|'LIST','text':'x','options':['a','b']",
                "400|'LIST','text':'x','options':['a']",
                "200|'CAROUSEL','text':'x','cards':[{'text':'a','mediaUrl':'u'},{'text':'b','mediaUrl':'u'}]",
                "400|'CAROUSEL','text':'x','cards':[{'text':'a','mediaUrl':'u'},{'text':'b'}]",
                "400|'DANCE','text':'x'"
            })
    void everyTypeIsValidated(int status, String type) {
        var body = "{'messages':[{'sender':'7042','destinations':[{'to':'49170'}],'content':{'type':" + type
                + "},'options':{'label':'PROMOTIONAL','validityPeriod':{'amount':60,'timeUnit':'SECONDS'}}}]}";

        assertEquals(
                status,
                STAGE.post(PATH, body.replace('\'', '"'), "Authorization", "App sandbox-viber-token")
                        .status());
    }

    private static Stage.Response send(String to, String id, String more) {
        var body = """
                {"messages":[{"sender":"7042","destinations":[{"to":"%s","messageId":"%s"}],
                 "content":{"type":"TEXT","text":"hi"}%s}]}""".formatted(to, id, more);
        return STAGE.post(PATH, body, "Authorization", "App sandbox-viber-token");
    }

    @Test
    void inboundMessageIsSentInThePartnersFormat() {
        STAGE.post("/control/inbound", """
                {"channel":"viber-partner","from":"491701234567","to":"7042","text":"Hi","id":"m-9"}""");
        await(() -> STAGE.platform().received().size() == 1);
        var text = STAGE.platform().received().getFirst();
        assertEquals("App sandbox-partner-secret", text.header("Authorization"));
        assertEquals("491701234567", text.json().at("/results/0/sender").asText());
        assertEquals("7042", text.json().at("/results/0/to").asText());
        assertEquals("VIBER", text.json().at("/results/0/integrationType").asText());
        assertEquals("m-9", text.json().at("/results/0/messageId").asText());
        assertEquals("TEXT", text.json().at("/results/0/message/type").asText());
        assertEquals("Hi", text.json().at("/results/0/message/text").asText());

        STAGE.post("/control/inbound", """
                {"channel":"viber-partner","from":"491701234567","to":"7042",
                 "message":{"type":"FILE","url":"https://a.example/a.pdf","fileName":"a.pdf"}}""");
        await(() -> STAGE.platform().received().size() == 2);
        assertEquals(
                "a.pdf",
                STAGE.platform()
                        .received()
                        .getLast()
                        .json()
                        .at("/results/0/message/fileName")
                        .asText());
        await(() -> STAGE.get("/control/inbound").json().at("/inbound/1/acked").asBoolean());
    }
}
