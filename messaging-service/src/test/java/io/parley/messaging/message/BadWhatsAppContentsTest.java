package io.parley.messaging.message;

import static io.parley.messaging.message.CallerWithoutIdentity.PERSON;
import static io.parley.messaging.message.CallerWithoutIdentity.envelope;
import static io.parley.messaging.message.CallerWithoutIdentity.fields;
import static io.parley.messaging.message.CallerWithoutIdentity.file;
import static io.parley.messaging.message.CallerWithoutIdentity.refused;
import static io.parley.messaging.message.CallerWithoutIdentity.text;
import static io.parley.messaging.message.CallerWithoutIdentity.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invalid WhatsApp-specific contents of {@code POST /messages}. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class BadWhatsAppContentsTest {
    private static final String CARD = "{'name':{'formattedName':'M','firstName':'M'}}";

    @Inject
    @RegisterExtension
    CallerWithoutIdentity caller;

    @Test
    void locationHasValidCoordinates() {
        caller.violates("location.latitude", location("'latitude':91,'longitude':0"));
        caller.violates("location.longitude", location("'latitude':0,'longitude':-181"));
        caller.violates("location.latitude", location("'latitude':'52','longitude':0"));
        caller.violates("location.name", location("'latitude':0,'longitude':0,'name':'" + "x".repeat(257) + "'"));
        caller.assertValid("whatsapp", PERSON, location("'latitude':-90,'longitude':180,'address':'no name'"));
        var response = caller.post("whatsapp", PERSON, location("'latitude':NaN,'longitude':0"));
        refused(response);
        assertEquals("Data given was not parseable", response.path("title"));
    }

    @Test
    void contactsHaveNames() {
        caller.violates("contacts", contacts(""));
        caller.violates("contacts[1].name.formattedName", contacts(CARD + ",{'name':{'firstName':'M'}}"));
        caller.violates("contacts[0].name", contacts("{'name':{'formattedName':'M'}}"));
        for (var birthday : List.of("31.1.1990", "1990-02-30", "1990", "")) {
            caller.violates(
                    "contacts[0].birthday", contacts(CARD.replaceFirst("\\{", "{'birthday':'" + birthday + "',")));
        }
        caller.violates("contacts", contacts(String.join(",", Collections.nCopies(1_000, CARD))));
    }

    @Test
    void reactionIsOneEmojiOrEmpty() {
        for (var emoji : List.of("👍👍", "ok", "7", " ", "👍 ")) {
            caller.violates("reaction.emoji", reaction("'messageId':'wamid.A','emoji':'" + emoji + "'"));
        }
        caller.violates("reaction.messageId", reaction("'emoji':'👍'"));
        caller.violates("reaction.messageId", reaction("'messageId':'','emoji':'👍'"));
        caller.violates("reaction.emoji", reaction("'messageId':'wamid.A'"));
        caller.assertValid("whatsapp", PERSON, reaction("'messageId':'wamid.A','emoji':''"));
        var bulk = caller.customer()
                .request()
                .contentType("application/json")
                .body(utf8(envelope("whatsapp", PERSON) + "'messages':[" + text("a") + ","
                        + reaction("'messageId':'wamid.A','emoji':'👍'") + "]}"))
                .post("/conversations/v3/bulks");
        assertEquals(400, bulk.statusCode());
        assertEquals(List.of("messages[1].contentType"), fields(bulk));
    }

    @Test
    void templateHasItsRequiredMembers() {
        caller.violates("template.templateId", template("'templateLanguage':'en'"));
        caller.violates("template.templateLanguage", template("'templateId':'t'"));
        caller.violates("template.components.carousel", carousel(0));
        caller.violates("template.components.carousel", carousel(11));
        caller.assertValid("whatsapp", PERSON, carousel(10));
    }

    @Test
    void interactiveHasAFewDistinctChoices() {
        caller.violates("interactive.components.buttons", buttons(IntStream.range(0, 0)));
        caller.violates("interactive.components.buttons", buttons(IntStream.range(0, 4)));
        caller.violates("interactive.components.buttons", buttons(IntStream.of(1, 1)));
        caller.violates(
                "interactive.components.buttons[0].reply.title",
                buttons(IntStream.of(1)).replace("'B1'", "'" + "x".repeat(25) + "'"));
        caller.violates("interactive.components.list", rows(11));
        caller.violates(
                "interactive.subType",
                "{'contentType':'interactive','interactive':{'subType':'poll','components':{}}}");
        caller.violates("interactive.subType", "{'contentType':'interactive','interactive':{'components':{}}}");
        caller.assertValid("whatsapp", PERSON, buttons(IntStream.range(0, 3)));
        caller.assertValid("whatsapp", PERSON, rows(10));
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

    /** Rows in sections of up to six. */
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
}
