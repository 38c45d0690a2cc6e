package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.Judge;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * B22–B32 of POST /messages on the real channels: which contents are refused, by which member, and that nothing is stored.
 * The caller has no identity, so a content with which nothing is wrong gets 403. Single quotes stand for double ones.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class BadContentsTest {
    private static final String PERSON = "4915550001111";
    private static final String CARD = "{'name':{'formattedName':'M','firstName':'M'}}";

    @Inject
    Pool pool;

    private Customer customer;

    @BeforeEach
    void aCustomer() {
        customer = Operator.customer("Bad contents");
    }

    @AfterEach
    void nothingIsStored() {
        assertEquals(
                0L,
                pool.preparedQuery("select count(*) from message where account_id = $1")
                        .execute(Tuple.of(UUID.fromString(customer.accountId())))
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void theKindIsTheOneContentThereIs() { // B22
        violates("contentType", "{'text':'a'}");
        violates("contentType", "{'contentType':'','text':'a'}");
        violates("contentType", "{'contentType':'Text','text':'a'}");
        violates("contentType", "{'contentType':'image','text':'a'}");
        violates("contentType", "{'contentType':'text','text':'a','image':{'url':'https://a.example/1'}}");
        violates("contentType", "{'contentType':'template','interactive':{}}");
    }

    @Test
    void aKindIsOfferedByItsChannel() { // B23
        violates("sms", "contentType", "{'contentType':'template','template':{}}");
        violates("sms", "contentType", "{'contentType':'image','image':{'url':'https://a.example/1'}}");
        violates("viber", "contentType", "{'contentType':'template','template':{}}");
        violates("viber", "contentType", "{'contentType':'location','location':{}}");
        violates("whatsapp", "contentType", "{'contentType':'file','file':{'url':'https://a.example/1'}}");
        violates("whatsapp", "contentType", "{'contentType':'components','components':{'body':[]}}");
    }

    @Test
    void aPersonIsANumber() { // B24
        for (var channel : List.of("whatsapp", "sms", "viber")) {
            for (var to : List.of("", "abc", "12", "1".repeat(20), "49 155", "++49155500", "٤٩١٥٥٥٠٠٠", "+", "4915a")) {
                var response = post(channel, to, "{'contentType':'text','text':'a'}");
                refused(response);
                assertEquals(List.of("to"), fields(response), channel + " " + to);
            }
            isFine(channel, "+4930555100", "{'contentType':'text','text':'a'}");
        }
    }

    @Test
    void aTextHasAnEnd() { // B25
        for (var channel : List.of("whatsapp", "sms", "viber")) {
            var most = channel.equals("whatsapp") ? 4096 : 3000;
            for (var text : List.of("", "  ", "\\n\\t", "x".repeat(most + 1), "👍".repeat(most + 1))) {
                violates(channel, "text", text(text));
            }
            for (var text : List.of("x".repeat(most), "👍".repeat(most), "e\u0301".repeat(most / 2))) {
                isFine(channel, PERSON, text(text));
            }
        }
    }

    @Test
    void aFileHasOneSource() { // B26
        var id = UUID.randomUUID();
        for (var kind : List.of("image", "video", "document", "audio", "sticker")) {
            violates(kind, file(kind, ""));
            violates(kind, file(kind, "'url':'https://a.example/1','mediaId':'" + id + "'"));
            violates(kind + ".mediaId", file(kind, "'mediaId':'1-1-1-1-1'"));
            violates(kind + ".mediaId", file(kind, "'mediaId':''"));
        }
    }

    @Test
    void anAddressIsPublic() { // B27
        for (var url : List.of(
                "",
                "a",
                "https://",
                "https:///1",
                "https://user:pass@a.example/1",
                "https://10.0.0.1/1",
                "https://192.168.1.1/1",
                "https://169.254.169.254/latest",
                "https://localhost/1",
                "https://127.0.0.1/1",
                "https://2130706433/1",
                "https://0x7f000001/1",
                "https://[::1]/1",
                "https://[::ffff:127.0.0.1]/1",
                "https://a.example:22/1",
                "https://a.example/" + "x".repeat(5_000),
                "file:///etc/passwd",
                "javascript:alert(1)",
                "ftp://a.example/1")) {
            violates("image.url", file("image", "'url':'" + url + "'"));
        }
    }

    @Test
    void aPlaceIsOnEarth() { // B28
        violates("location.latitude", location("'latitude':91,'longitude':0"));
        violates("location.longitude", location("'latitude':0,'longitude':-181"));
        violates("location.latitude", location("'latitude':'52','longitude':0"));
        violates("location.name", location("'latitude':0,'longitude':0,'name':'" + "x".repeat(257) + "'"));
        isFine("whatsapp", PERSON, location("'latitude':-90,'longitude':180,'address':'no name'"));
        var response = post("whatsapp", PERSON, location("'latitude':NaN,'longitude':0"));
        refused(response);
        assertEquals("Data given was not parseable", response.path("title"));
    }

    @Test
    void addressCardsHaveNames() { // B29
        violates("contacts", contacts(""));
        violates("contacts[1].name.formattedName", contacts(CARD + ",{'name':{'firstName':'M'}}"));
        violates("contacts[0].name", contacts("{'name':{'formattedName':'M'}}"));
        for (var birthday : List.of("31.1.1990", "1990-02-30", "1990", "")) {
            violates("contacts[0].birthday", contacts(CARD.replaceFirst("\\{", "{'birthday':'" + birthday + "',")));
        }
        violates("contacts", contacts(String.join(",", Collections.nCopies(1_000, CARD))));
    }

    @Test
    void aReactionIsOneEmojiOrNone() { // B30
        for (var emoji : List.of("👍👍", "ok", "7", " ", "👍 ")) {
            violates("reaction.emoji", reaction("'messageId':'wamid.A','emoji':'" + emoji + "'"));
        }
        violates("reaction.messageId", reaction("'emoji':'👍'"));
        violates("reaction.messageId", reaction("'messageId':'','emoji':'👍'"));
        violates("reaction.emoji", reaction("'messageId':'wamid.A'"));
        isFine("whatsapp", PERSON, reaction("'messageId':'wamid.A','emoji':''"));
        var bulk = customer.request()
                .contentType("application/json")
                .body(utf8(envelope("whatsapp", PERSON) + "'messages':[" + text("a") + ","
                        + reaction("'messageId':'wamid.A','emoji':'👍'") + "]}"))
                .post("/conversations/v3/bulks");
        assertEquals(400, bulk.statusCode());
        assertEquals(List.of("messages[1].contentType"), fields(bulk));
    }

    @Test
    void aTemplateIsWhole() { // B31
        violates("template.templateId", template("'templateLanguage':'en'"));
        violates("template.templateLanguage", template("'templateId':'t'"));
        violates("template.components.carousel", carousel(0));
        violates("template.components.carousel", carousel(11));
        isFine("whatsapp", PERSON, carousel(10));
    }

    @Test
    void aDialogHasAFewChoicesEachItsOwn() { // B32
        violates("interactive.components.buttons", buttons(IntStream.range(0, 0)));
        violates("interactive.components.buttons", buttons(IntStream.range(0, 4)));
        violates("interactive.components.buttons", buttons(IntStream.of(1, 1)));
        violates(
                "interactive.components.buttons[0].reply.title",
                buttons(IntStream.of(1)).replace("'B1'", "'" + "x".repeat(25) + "'"));
        violates("interactive.components.list", rows(11));
        violates(
                "interactive.subType",
                "{'contentType':'interactive','interactive':{'subType':'poll','components':{}}}");
        violates("interactive.subType", "{'contentType':'interactive','interactive':{'components':{}}}");
        isFine("whatsapp", PERSON, buttons(IntStream.range(0, 3)));
        isFine("whatsapp", PERSON, rows(10));
    }

    private static String text(String text) {
        return "{'contentType':'text','text':'" + text + "'}";
    }

    private static String file(String kind, String members) {
        return "{'contentType':'" + kind + "','" + kind + "':{" + members + "}}";
    }

    private static String location(String members) {
        return file("location", members);
    }

    private static String reaction(String members) {
        return file("reaction", members);
    }

    private static String template(String members) {
        return file("template", members);
    }

    private static String contacts(String cards) {
        return "{'contentType':'contacts','contacts':[" + cards + "]}";
    }

    private static String carousel(int cards) {
        return template("'templateId':'t','templateLanguage':'en','components':{'carousel':["
                + String.join(",", Collections.nCopies(cards, "{'cardIndex':0,'components':{}}")) + "]}");
    }

    private static String buttons(IntStream payloads) {
        var buttons = payloads.mapToObj(i -> "{'type':'reply','reply':{'payload':'" + i + "','title':'B" + i + "'}}")
                .collect(Collectors.joining(","));
        return file(
                "interactive",
                "'subType':'buttons','components':{'body':{'type':'text','text':'?'},'buttons':[" + buttons + "]}");
    }

    /** In sections of up to six. */
    private static String rows(int count) {
        var sections = IntStream.range(0, 2)
                .mapToObj(section -> IntStream.range(section * 6, section == 0 ? 6 : count)
                        .mapToObj(i -> "{'payload':'" + i + "','title':'R'}")
                        .collect(Collectors.joining(",", "{'title':'S','rows':[", "]}")))
                .collect(Collectors.joining(","));
        return file(
                "interactive",
                "'subType':'list','components':{'body':{'type':'text','text':'?'},'list':{'title':'L','sections':["
                        + sections + "]}}");
    }

    private void violates(String field, String content) {
        violates("whatsapp", field, content);
    }

    private void violates(String channel, String field, String content) {
        var response = post(channel, PERSON, content);
        refused(response);
        assertEquals(List.of("content." + field), fields(response), content);
    }

    private void isFine(String channel, String to, String content) {
        var response = post(channel, to, content);
        assertEquals(403, response.statusCode(), () -> content + response.asString());
    }

    private Response post(String channel, String to, String content) {
        return customer.request()
                .contentType("application/json")
                .body(utf8(envelope(channel, to) + "'content':" + content + "}"))
                .post("/conversations/v3/messages");
    }

    private static String envelope(String channel, String to) {
        return "{'channel':'" + channel + "','from':'4930555999','to':'" + to + "',"
                + (channel.equals("viber") ? "'rateType':'session'," : "");
    }

    private static byte[] utf8(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> fields(Response response) {
        return response.path("violations.field");
    }

    private static void refused(Response response) {
        assertEquals(400, response.statusCode(), response.asString());
        Judge.answer("POST", "/messages", response);
        assertTrue(response.contentType().startsWith("application/problem+json"));
        assertFalse(
                response.asString().contains("Exception") || response.asString().contains("io.parley"));
    }
}
