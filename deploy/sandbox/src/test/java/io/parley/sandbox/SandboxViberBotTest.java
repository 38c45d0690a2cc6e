package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxViberBotTest {

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void acceptedTextIsReportedDeliveredAndSeen() throws Exception {
        STAGE.faults("{\"viber\":{" + Stage.SPACED_STATUSES + "}}");

        var response = STAGE.viber("sub-1", "hello");

        assertEquals(200, response.status());
        assertEquals(0, response.json().path("status").asInt());
        var token = response.json().path("message_token").asLong();
        assertEquals(19, Long.toString(token).length());
        await(() -> STAGE.platform().received().size() == 2);
        assertEquals(List.of("delivered", "seen"), events());
        var delivered = STAGE.platform().received().getFirst();
        assertEquals(token, delivered.json().path("message_token").asLong());
        assertEquals("sub-1", delivered.json().path("user_id").asText());
        assertEquals("/webhooks/viber/7042", delivered.uri().getPath());
        assertEquals(
                MetaWebhooksTest.hmac("sandbox-viber-token", delivered.body()),
                delivered.header("X-Viber-Content-Signature"));
        assertEquals("7042", STAGE.ledger().at("/0/from").asText());
    }

    @Test
    void signatureCanBeSentInTheQuery() throws Exception {
        STAGE.faults("{\"viber\":{\"signature\":\"sig\",\"read\":false}}");

        STAGE.viber("sub-1", "hello");

        await(() -> STAGE.platform().received().size() == 1);
        var webhook = STAGE.platform().received().getFirst();
        assertEquals(
                "sig=" + MetaWebhooksTest.hmac("sandbox-viber-token", webhook.body()),
                webhook.uri().getQuery());
        assertNull(webhook.header("X-Viber-Content-Signature"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|{",
                "3|{\"receiver\":\"a\"}",
                "4|{\"type\":\"text\",\"text\":\"x\",\"sender\":{\"name\":\"S\"}}",
                "4|{\"receiver\":\"a\",\"type\":\"text\",\"text\":\"x\"}",
                "4|{\"receiver\":\"a\",\"type\":\"text\",\"sender\":{\"name\":\"S\"}}",
                "3|{\"receiver\":\"a\",\"type\":\"dance\",\"sender\":{\"name\":\"S\"}}",
                "6|{\"receiver\":\"x9000006\",\"type\":\"text\",\"text\":\"x\",\"sender\":{\"name\":\"S\"}}"
            })
    void invalidMessageGetsAStatusWithHttp200(int status, String body) {
        var response = STAGE.bot("send_message", body);

        assertEquals(200, response.status());
        assertEquals(status, response.json().path("status").asInt());
        assertEquals(0, STAGE.ledger().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0|'picture','text':'','media':'https://a.example/a.png'",
                "4|'picture','text':''",
                "3|'picture','media':'a.png'",
                "0|'video','media':'https://a.example/a.mp4','size':1048576,'duration':3",
                "4|'video','media':'https://a.example/a.mp4'",
                "3|'video','media':'https://a.example/a.mp4','size':27262977",
                "0|'file','media':'https://a.example/a.pdf','size':1,'file_name':'a.pdf'",
                "4|'file','media':'https://a.example/a.pdf','size':1",
                "3|'file','media':'https://a.example/a.pdf','size':0,'file_name':'a.pdf'",
                "3|'file','media':'https://a.example/a.pdf','size':1,'file_name':'a'",
                "0|'contact','contact':{'name':'A','phone_number':'+4917'}",
                "3|'contact','contact':{'name':'A'}",
                "0|'location','location':{'lat':52.5,'lon':13.4}",
                "3|'location','location':{'lat':123,'lon':13.4}",
                "3|'sticker','sticker_id':'a'",
                "0|'text','text':'x','keyboard':{'Type':'keyboard','Buttons':[{'ActionType':'reply','ActionBody':'a'}]}",
                "3|'text','text':'x','keyboard':{'Type':'keyboard','Buttons':[]}",
                "3|'text','text':'x','keyboard':{'Type':'keyboard','Buttons':[{'ActionType':'dance','ActionBody':'a'}]}",
                "4|'rich_media'",
                "0|'rich_media','min_api_version':7,'rich_media':{'Type':'rich_media','ButtonsGroupRows':2,'Buttons':"
                        + "[{'Rows':1,'ActionType':'none','ActionBody':'none'},{'Rows':1,'ActionBody':'x'}]}",
                "3|'rich_media','min_api_version':7,'rich_media':{'Type':'rich_media','Buttons':[{'ActionBody':'x'}]}",
                "3|'rich_media','rich_media':{'Type':'rich_media','Buttons':[{'Rows':7,'ActionBody':'x'}]}"
            })
    void everyTypeIsValidated(int status, String type) {
        var body = "{'receiver':'sub-1','sender':{'name':'S'},'type':" + type + "}";

        var response = STAGE.bot("send_message", body.replace('\'', '"'));

        assertEquals(
                status, response.json().path("status").asInt(), response.json().toString());
    }

    @Test
    void unknownTokenIsRejected() {
        var response = STAGE.post("/viber/pa/send_message", "{}", "X-Viber-Auth-Token", "other");

        assertEquals(2, response.json().path("status").asInt());
    }

    @Test
    void failureIsReported() {
        STAGE.faults("{\"viber\":{\"failCodes\":{\"sub-2\":1}}}");

        STAGE.viber("sub-2", "hello");

        await(() -> STAGE.platform().received().size() == 1);
        assertEquals(List.of("failed"), events());
        assertTrue(STAGE.platform().received().getFirst().json().path("desc").isTextual());
    }

    @Test
    void respondingWebhookUrlIsRegistered() {
        var other = STAGE.platform().url() + "/other";

        var response = STAGE.bot("set_webhook", "{\"url\":\"" + other + "\",\"event_types\":[\"seen\"]}");

        assertEquals(0, response.json().path("status").asInt());
        assertEquals(List.of("webhook"), events());
        var account = STAGE.bot("get_account_info", "{}").json();
        assertEquals(other, account.path("webhook").asText());
        assertEquals("[\"seen\"]", account.path("event_types").toString());
        STAGE.viber("sub-1", "hello");
        await(() -> STAGE.platform().received().size() == 2);
        assertEquals(List.of("webhook", "seen"), events());
        assertEquals("/other", STAGE.platform().received().getLast().uri().getPath());
        STAGE.bot("set_webhook", "{\"url\":\"" + STAGE.platform().url() + "/webhooks/viber/7042\"}");
    }

    @Test
    void failingWebhookUrlIsRejected() {
        STAGE.platform().respondWith(webhook -> 500);

        var response = STAGE.bot("set_webhook", "{\"url\":\"" + STAGE.platform().url() + "/broken\"}");

        assertEquals(1, response.json().path("status").asInt());
    }

    @Test
    void inboundMessageIsSent() {
        STAGE.post("/control/inbound", """
                {"channel":"viber","from":"sub-1","to":"7042","text":"Grüße"}""");

        await(() -> STAGE.platform().received().size() == 1);
        var event = STAGE.platform().received().getFirst().json();
        assertEquals("message", event.path("event").asText());
        assertEquals("sub-1", event.at("/sender/id").asText());
        assertEquals("Grüße", event.at("/message/text").asText());
        await(() -> STAGE.get("/control/inbound").json().at("/inbound/0/acked").asBoolean());
    }

    @Test
    void otherEventIsSentUnmodified() {
        STAGE.post("/control/inbound", """
                {"channel":"viber","to":"7042","event":{"event":"unsubscribed","user_id":"sub-1"}}""");

        await(() -> STAGE.platform().received().size() == 1);
        assertEquals(List.of("unsubscribed"), events());
    }

    @Test
    void repeatedContentIsReported() {
        STAGE.viber("sub-1", "twice");
        STAGE.viber("sub-1", "twice");

        assertEquals(
                STAGE.ledger().at("/0/seq").asLong(),
                STAGE.ledger().at("/1/sameContentAs").asLong());
    }

    @Test
    void failedWebhookIsRetried() {
        STAGE.faults("{\"viber\":{\"retryMs\":20}}");
        STAGE.platform().respondWith(webhook -> STAGE.platform().received().size() > 2 ? 200 : 503);

        STAGE.viber("sub-1", "hello");

        await(() -> STAGE.count("viber", "statusesAcked") == 2);
    }

    private static List<String> events() {
        return STAGE.platform().received().stream()
                .map(webhook -> webhook.json().path("event").asText())
                .toList();
    }
}
