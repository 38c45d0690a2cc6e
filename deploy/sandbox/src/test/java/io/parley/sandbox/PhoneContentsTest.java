package io.parley.sandbox;

import static io.parley.sandbox.PhoneStage.NUMBER;
import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WhatsApp messages as phones show them, and what the platform receives when a person taps or writes. */
class PhoneContentsTest {
    private static final String PERSON = "491701234567";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final PhoneStage phone = PhoneStage.whatsapp(STAGE, PERSON);

    /** Sends a message of this type, and returns it as the phone shows it. */
    private JsonNode shown(String type, String content) {
        var sent = STAGE.graph("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"%s","%s":%s}""".formatted(PERSON, type, type, content));
        assertEquals(200, sent.status(), sent.json().toString());
        var wamid = sent.json().at("/messages/0/id").asText();
        return phone.await(message -> message.path("id").asText().equals(wamid));
    }

    private JsonNode interactive(String type, String action) {
        return shown("interactive", """
                {"type":"%s","body":{"text":"Choose"},"footer":{"text":"Corner shop"},"action":%s}""".formatted(type, action));
    }

    private static List<String> labels(JsonNode message) {
        return message.path("actions").findValuesAsText("label");
    }

    /** Waits for the only message that the platform receives. */
    private static JsonNode received() {
        await(() -> STAGE.platform().metaItems("messages").size() == 1);
        return STAGE.platform().metaItems("messages").getFirst();
    }

    @Test
    void replyButtonIsTapped() {
        var message = interactive("button", """
                {"buttons":[{"type":"reply","reply":{"id":"y","title":"Yes"}},{"type":"reply","reply":{"id":"n","title":"No"}}]}""");
        assertEquals("Choose", message.path("text").asText());
        assertEquals("Corner shop", message.path("footer").asText());
        assertEquals(List.of("Yes", "No"), labels(message));

        assertEquals(202, phone.tap("{\"label\":\"No\"}").status());

        var reply = received();
        assertEquals("button_reply", reply.at("/interactive/type").asText());
        assertEquals("n", reply.at("/interactive/button_reply/id").asText());
        assertEquals(message.path("id").asText(), reply.at("/context/id").asText());
        assertEquals("No", phone.awaitStatus("No", "delivered").path("text").asText());
        var unknown = phone.tap("{\"label\":\"Maybe\"}");
        assertEquals(400, unknown.status());
        assertTrue(
                unknown.json().path("error").asText().contains("[Yes, No]"),
                unknown.json().toString());
    }

    @Test
    void rowOfAListIsTapped() {
        var message = interactive("list", """
                {"button":"Show","sections":[
                  {"title":"Today","rows":[{"id":"1","title":"Ten","description":"o'clock"}]},
                  {"title":"Later","rows":[{"id":"2","title":"Noon"}]}]}""");
        assertEquals("Show", message.path("listButton").asText());
        assertEquals("Later", message.at("/actions/1/section").asText());

        phone.tap("{\"message\":\"" + message.path("id").asText() + "\",\"action\":0}");

        assertEquals(
                "o'clock", received().at("/interactive/list_reply/description").asText());
    }

    @Test
    void templateIsFilledAndItsButtonTapped() {
        var message = shown("template", """
                {"name":"visit_reminder","language":{"code":"en"},"components":[
                  {"type":"header","parameters":[{"type":"text","text":"Tomorrow"}]},
                  {"type":"body","parameters":[{"type":"text","text":"Mina {{2}}"},{"type":"text","text":"at ten"}]},
                  {"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"p-1"}]}]}""");
        assertEquals("Tomorrow", message.path("header").asText());
        assertEquals(
                "Hi Mina {{2}}, we expect you at ten.", message.path("text").asText());
        assertEquals("Corner Shop", message.path("footer").asText());

        phone.tap("{\"label\":\"Confirm\"}");

        var reply = received();
        assertEquals("p-1", reply.at("/button/payload").asText());
        assertEquals("Confirm", reply.at("/button/text").asText());
    }

    @Test
    void templatesWithNamesLinksCodesAndCardsAreShown() {
        var named = shown("template", """
                {"name":"order_update","language":{"code":"en_US"},"components":[
                  {"type":"header","parameters":[{"type":"text","parameter_name":"order_id","text":"17"}]},
                  {"type":"body","parameters":[{"type":"text","parameter_name":"first_name","text":"Mina"}]},
                  {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"x17"}]}]}""");
        assertEquals("Order 17", named.path("header").asText());
        assertEquals(
                "https://shop.example.com/t/x17", named.at("/actions/0/value").asText());

        var code = shown("template", """
                {"name":"login_code","language":{"code":"en"},"components":[
                  {"type":"body","parameters":[{"type":"text","text":"4711"}]},
                  {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"4711"}]}]}""");
        assertTrue(code.path("text").asText().contains("4711"), code.toString());
        assertEquals("copy", code.at("/actions/0/kind").asText());
        assertEquals("4711", code.at("/actions/0/value").asText());

        var cards = shown("template", """
                {"name":"spring_lamps","language":{"code":"en"},"components":[{"type":"carousel","cards":[
                  {"card_index":0,"components":[{"type":"header","parameters":[{"type":"image","image":{"link":"https://shop.example.com/1.png"}}]}]},
                  {"card_index":1,"components":[{"type":"header","parameters":[{"type":"image","image":{"link":"https://shop.example.com/2.png"}}]}]}]}]}""");
        assertEquals("The tall one", cards.at("/cards/1/text").asText());
        assertEquals(1, cards.at("/cards/1/file/file").asInt());
        assertEquals(1, cards.at("/cards/1/actions/0/action").asInt());
    }

    @Test
    void personWritesQuotesReactsEditsAndTakesBack() {
        var question = shown("text", "{\"body\":\"Is it ready?\"}").path("id").asText();
        phone.send("{\"business\":\"" + NUMBER + "\",\"text\":\"Yse\",\"quote\":\"" + question + "\"}");
        var answer = received();
        assertEquals(question, answer.at("/context/id").asText());
        assertEquals(NUMBER, answer.at("/context/from").asText());
        var id = answer.path("id").asText();

        for (var input : new String[] {
            "\"type\":\"reaction\",\"emoji\":\"👍\",\"message\":\"" + question + "\"",
            "\"type\":\"edit\",\"text\":\"Yes\",\"message\":\"" + id + "\"",
            "\"type\":\"revoke\",\"message\":\"" + id + "\""
        }) {
            assertEquals(
                    202,
                    phone.send("{\"business\":\"" + NUMBER + "\"," + input + "}")
                            .status(),
                    input);
        }

        phone.await(message -> message.path("personReaction").asText("").equals("👍"));
        phone.await(message -> message.path("editedText").asText("").equals("Yes")
                && message.path("revoked").asBoolean());
        assertEquals(2, phone.messages().size(), "reactions, edits and revocations are no messages of the chat");
        await(() -> STAGE.platform().metaItems("messages").size() == 4);
    }

    @Test
    void businessReactsAndReadsTheMessage() {
        phone.send("{\"business\":\"" + NUMBER + "\",\"text\":\"Hello\"}");
        var id = phone.awaitText("Hello").path("id").asText();

        shownReaction(id);
        STAGE.graph("{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"" + id + "\"}");

        phone.awaitStatus("Hello", "read");
        phone.await(message -> message.path("businessReaction").asText("").equals("🎉"));
    }

    private static void shownReaction(String id) {
        var sent = STAGE.graph("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"reaction","reaction":{"message_id":"%s","emoji":"🎉"}}""".formatted(PERSON, id));
        assertEquals(200, sent.status(), sent.json().toString());
    }

    @Test
    void filesArePassedInBothDirections() {
        var path = phone.path() + "/files?business=" + NUMBER;
        var stored = STAGE.call("POST", path, "picture", "Content-Type", "image/png");
        assertEquals(201, stored.status(), stored.json().toString());
        var file = stored.json().path("file").asText();

        phone.send(
                "{\"business\":\"%s\",\"type\":\"image\",\"file\":\"%s\",\"text\":\"Look\"}".formatted(NUMBER, file));

        var image = received().path("image");
        assertEquals(file, image.path("id").asText());
        assertEquals("image/png", image.path("mime_type").asText());
        assertEquals("Look", image.path("caption").asText());
        var shown = shown("image", "{\"id\":\"" + file + "\"}");
        assertEquals("image", shown.at("/file/kind").asText());
        var url = "/phones/api/file?file=0&message="
                + URLEncoder.encode(shown.path("id").asText(), StandardCharsets.UTF_8);
        assertEquals(200, STAGE.get(url).status());
        assertEquals(404, STAGE.get("/phones/api/file?message=unknown").status());
    }

    @Test
    void linkThatCannotBeLoadedIsReported() {
        var shown = shown("image", "{\"link\":\"http://127.0.0.1:1/none.png\"}");
        var id = URLEncoder.encode(shown.path("id").asText(), StandardCharsets.UTF_8);

        assertEquals(502, STAGE.get("/phones/api/file?message=" + id).status());
    }

    @Test
    void requestsForPlacesAddressesProductsAndCallsAreAnswered() {
        assertEquals("location", interactiveRequest("location_request_message", "{\"name\":\"send_location\"}"));
        assertEquals(
                "address",
                interactive(
                                "address_message",
                                "{\"name\":\"address_message\",\"parameters\":{\"country\":\"IN\"}}"
                                        .replace("IN", "in"))
                        .at("/actions/0/kind")
                        .asText());
        phone.send("{\"business\":\"" + NUMBER + "\",\"type\":\"address\",\"values\":{\"city\":\"Pune\"}}");
        assertEquals(
                "address_message", received().at("/interactive/nfm_reply/name").asText());
        STAGE.platform().clear();

        interactive("product", "{\"catalog_id\":\"c\",\"product_retailer_id\":\"lamp\"}");
        phone.tap("{\"label\":\"lamp\"}");
        assertEquals(
                "lamp",
                received().at("/order/product_items/0/product_retailer_id").asText());
        STAGE.platform().clear();

        shown("interactive", """
                {"type":"call_permission_request","body":{"text":"May we call?"},"action":{"name":"call_permission_request"}}""");
        phone.tap("{\"label\":\"Allow\"}");
        assertEquals(
                "accept",
                received().at("/interactive/call_permission_reply/response").asText());
    }

    private String interactiveRequest(String type, String action) {
        return shown("interactive", """
                {"type":"%s","body":{"text":"Where?"},"action":%s}""".formatted(type, action))
                .at("/actions/0/kind")
                .asText();
    }

    @Test
    void flowOfAMessageIsReturned() {
        var message = interactive("flow", """
                {"name":"flow","parameters":{"flow_message_version":"3","flow_id":"1200345067890123","flow_cta":"Book",
                 "flow_token":"t","flow_action":"navigate"}}""");
        var id = URLEncoder.encode(message.path("id").asText(), StandardCharsets.UTF_8);

        var flow = STAGE.get("/phones/api/flow?message=" + id).json();

        assertEquals("book_a_visit", flow.path("name").asText());
        assertEquals("t", flow.path("token").asText());
        assertTrue(flow.at("/json/screens").isArray());
        assertFalse(flow.path("hasEndpoint").asBoolean());
        assertEquals("Book", message.at("/actions/0/label").asText());
        assertEquals(404, STAGE.get("/phones/api/flow?message=none").status());
    }
}
