package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Bodies that Meta rejects: name, error code, HTTP status and the member in the error. */
class MetaRefusalsTest {

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/refusals.csv", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 20_000)
    void invalidBodyIsRejected(String name, int code, int status, String member, String body) {
        var response = STAGE.graph(message(body));

        assertEquals(status, response.status(), name + response.json());
        assertEquals(code, response.json().at("/error/code").asInt(), name + response.json());
        assertEquals("OAuthException", response.json().at("/error/type").asText());
        assertEquals(
                "whatsapp",
                response.json().at("/error/error_data/messaging_product").asText());
        var details = response.json().at("/error/error_data/details").asText();
        assertTrue(details.contains(member), name + ": " + details);
        assertEquals(0, STAGE.ledger().size());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/accepted.csv", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 20_000)
    void validBodyIsAccepted(String name, String body) {
        var response = STAGE.graph(message(body));

        assertEquals(200, response.status(), name + response.json());
    }

    /** Expands {@code x*21} to 21 times x. */
    private static String message(String body) {
        var text = new StringBuilder();
        var end = 0;
        var runs = java.util.regex.Pattern.compile("(.)\\*(\\d+)").matcher(body);
        while (runs.find()) {
            text.append(body, end, runs.start()).append(runs.group(1).repeat(Integer.parseInt(runs.group(2))));
            end = runs.end();
        }
        var members = text.append(body.substring(end)).toString().replace('\'', '"');
        var to = members.contains("\"to\"") ? "" : "\"to\":\"491701234567\",";
        return "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\"," + to + members + "}";
    }

    @Test
    void reactionsRequireAKnownMessage() {
        var sent =
                STAGE.whatsapp("491701234567", "x").json().at("/messages/0/id").asText();

        var reaction = message("'type':'reaction','reaction':{'message_id':'" + sent + "','emoji':''}");
        assertEquals(200, STAGE.graph(reaction).status());
        var changed = sent.substring(0, sent.length() - 6) + "AAAAAA";
        var unknown = message("'type':'reaction','reaction':{'message_id':'" + changed + "','emoji':''}");
        assertEquals(131009, STAGE.graph(unknown).json().at("/error/code").asInt());
        var response = message("'context':{'message_id':'wamid.unknown'},'text':{'body':'x'}");
        assertEquals(200, STAGE.graph(response).status());
    }

    @Test
    void receivedFileIsAcceptedByIdButNotWithALink() {
        STAGE.post("/control/inbound", """
                {"channel":"whatsapp","from":"49170","to":"4930555100","message":{"type":"image","image":{"id":"777"}}}""");

        assertEquals(
                200, STAGE.graph(message("'type':'image','image':{'id':'777'}")).status());
        var both = message("'type':'image','image':{'id':'777','link':'https://a.example/a.png'}");
        assertEquals(131009, STAGE.graph(both).json().at("/error/code").asInt());
    }

    @Test
    void addedTemplateCanBeSent() {
        var send = message("'type':'template','template':{'name':'sale','language':{'code':'de'},'components':"
                + "[{'type':'body','parameters':[{'type':'text','text':'Mina'}]}]}");
        assertEquals(132001, STAGE.graph(send).json().at("/error/code").asInt());

        STAGE.post("/control/templates", """
                {"name":"sale","language":"de","category":"MARKETING","components":[{"type":"BODY","text":"Hi {{1}}"}]}""");

        assertEquals(200, STAGE.graph(send).status());
        assertTrue(STAGE.get("/control/templates")
                .json()
                .path("templates")
                .findValuesAsText("name")
                .contains("sale"));
        STAGE.post("/control/templates", """
                {"name":"sale","language":"de","status":"PAUSED","components":[{"type":"BODY","text":"Hi {{1}}"}]}""");
        assertEquals(132015, STAGE.graph(send).json().at("/error/code").asInt());
        assertEquals(
                204, STAGE.call("DELETE", "/control/templates?name=sale", "").status());
        assertEquals(132001, STAGE.graph(send).json().at("/error/code").asInt());
        assertEquals(400, STAGE.post("/control/templates", "{\"name\":\"A B\"}").status());
    }

    @Test
    void authenticationTemplateToAUserIdIsRejected() {
        var code =
                "\"type\":\"template\",\"template\":{\"name\":\"login_code\",\"language\":{\"code\":\"en\"},\"components\":"
                        + "[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"4711\"}]},{\"type\":\"button\","
                        + "\"sub_type\":\"url\",\"index\":\"0\",\"parameters\":[{\"type\":\"text\",\"text\":\"4711\"}]}]}}";
        var envelope = "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",";

        assertEquals(200, STAGE.graph(envelope + "\"to\":\"49170\"," + code).status());
        assertEquals(
                131062,
                STAGE.graph(envelope + "\"recipient\":\"DE.1a2B\"," + code)
                        .json()
                        .at("/error/code")
                        .asInt());
    }
}
