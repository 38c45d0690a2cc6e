package io.parley.messaging.channel.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.whatsapp.content.WhatsAppContent;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppMessage;
import io.parley.model.Violation;
import io.parley.runtime.json.Violations;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation and tolerated spellings of WhatsApp contents. Single quotes in samples stand for double quotes. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class WhatsAppContentTest {

    @Inject
    Contents contents;

    @Inject
    WhatsAppChannel channel;

    @Inject
    ObjectMapper json;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "content.image          | {'contentType':'image','image':{'caption':'neither'}}",
                "content.image.mediaId  | {'contentType':'image','image':{'mediaId':'seven'}}",
                "content.image.url      | {'contentType':'image','image':{'url':'https://127.0.0.1/x'}}",
                "content.image.url      | {'contentType':'image','image':{'url':'javascript:alert(1)'}}",
                "content.document.url   | {'contentType':'document','document':{'url':'file:///etc/passwd'}}",
                "content.contentType    | {'contentType':'image','video':{'url':'https://example.com'}}",
                "content.contentType    | {'contentType':'poll','poll':{}}",
                "content.location.latitude  | {'contentType':'location','location':{'latitude':91,'longitude':0}}",
                "content.location.longitude | {'contentType':'location','location':{'latitude':0,'longitude':-181}}",
                "content.reaction.emoji | {'contentType':'reaction','reaction':{'messageId':'wamid.A','emoji':'👍👍'}}",
                "content.reaction.emoji | {'contentType':'reaction','reaction':{'messageId':'wamid.A','emoji':'ok'}}",
                "content.reaction.emoji | {'contentType':'reaction','reaction':{'messageId':'wamid.A','emoji':'7'}}",
                "content.reaction.messageId | {'contentType':'reaction','reaction':{'emoji':'👍'}}",
                "content.contacts       | {'contentType':'contacts','contacts':[]}",
                "content.contacts[0].name.formattedName | {'contentType':'contacts','contacts':[{'name':{'firstName':'M'}}]}",
                "content.contacts[0].name | {'contentType':'contacts','contacts':[{'name':{'formattedName':'M'}}]}",
                "content.contacts[0].birthday | {'contentType':'contacts','contacts':[{'birthday':'31.1.1990'}]}",
                "content.template.templateLanguage | {'contentType':'template','template':{'templateId':'t'}}",
                "content.template.components.carousel | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'carousel':[]}}}",
                "content.template.components.button[0].index | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'button':[{'type':'url','index':10,'text':'x'}]}}}",
                "content.template.components.button[0].couponCode | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'button':[{'type':'copy_code','index':0,'couponCode':'1234567890123456'}]}}}",
                "content.template.components.button[0].type | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'button':[{'type':'phone','index':0}]}}}",
                "content.interactive.subType | {'contentType':'interactive','interactive':{'subType':'poll','components':{}}}",
                "content.interactive.components.buttons | {'contentType':'interactive','interactive':{'subType':'buttons','components':{'body':{'type':'text','text':'?'},'buttons':[]}}}",
                "content.interactive.components.buttons | {'contentType':'interactive','interactive':{'subType':'buttons','components':{'body':{'type':'text','text':'?'},'buttons':[{'type':'reply','reply':{'payload':'a','title':'A'}},{'type':'reply','reply':{'payload':'a','title':'B'}}]}}}",
                "content.interactive.components.buttons[0].reply.title | {'contentType':'interactive','interactive':{'subType':'buttons','components':{'body':{'type':'text','text':'?'},'buttons':[{'type':'reply','reply':{'payload':'a','title':'1234567890123456789012345'}}]}}}",
                "content.interactive.components.body.type | {'contentType':'interactive','interactive':{'subType':'locationRequest','components':{'body':{'type':'image','text':'?'}}}}",
                "content.interactive.components.list.sections | {'contentType':'interactive','interactive':{'subType':'list','components':{'body':{'type':'text','text':'?'},'list':{'title':'L','sections':[{'title':'A','rows':[{'payload':'1','title':'1'}]},{'rows':[{'payload':'2','title':'2'}]}]}}}}",
                "content.interactive.components.flow | {'contentType':'interactive','interactive':{'subType':'flow','components':{'body':{'type':'text','text':'?'},'flow':{'flowToken':'t','flowId':'1','flowCta':'Go','flowAction':'navigate'}}}}",
                "content.interactive.components.header.type | {'contentType':'interactive','interactive':{'subType':'list','components':{'header':{'type':'image','image':{'url':'https://example.com'}},'body':{'type':'text','text':'?'},'list':{'title':'L','sections':[{'rows':[{'payload':'1','title':'1'}]}]}}}}",
            })
    void aViolationNamesItsField(String field, String content) {
        assertEquals(List.of(field), fields(content), content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "must have a url or a mediaId | {'contentType':'image','image':{'caption':'neither'}}",
                "needs one of prefix, firstName, middleName, lastName and suffix besides formattedName | {'contentType':'contacts','contacts':[{'name':{'formattedName':'M'}}]}",
                "must have distinct payloads | {'contentType':'interactive','interactive':{'subType':'buttons','components':{'body':{'type':'text','text':'?'},'buttons':[{'type':'reply','reply':{'payload':'a','title':'A'}},{'type':'reply','reply':{'payload':'a','title':'B'}}]}}}",
                "must each have a title, because there is more than one | {'contentType':'interactive','interactive':{'subType':'list','components':{'body':{'type':'text','text':'?'},'list':{'title':'L','sections':[{'title':'A','rows':[{'payload':'1','title':'1'}]},{'rows':[{'payload':'2','title':'2'}]}]}}}}",
                "must each have a title, because there is more than one | {'contentType':'interactive','interactive':{'subType':'productList','components':{'header':{'type':'text','text':'?'},'body':{'type':'text','text':'?'},'productList':{'catalogId':'c','sections':[{'title':'A','items':[{'productId':'1'}]},{'items':[{'productId':'2'}]}]}}}}",
                "must have at most 10 rows in all sections together, with distinct payloads | {'contentType':'interactive','interactive':{'subType':'list','components':{'body':{'type':'text','text':'?'},'list':{'title':'L','sections':[{'rows':[{'payload':'1','title':'1'},{'payload':'1','title':'2'}]}]}}}}",
                "must have flowActionPayload if flowAction is navigate | {'contentType':'interactive','interactive':{'subType':'flow','components':{'body':{'type':'text','text':'?'},'flow':{'flowToken':'t','flowId':'1','flowCta':'Go','flowAction':'navigate'}}}}",
            })
    void aViolationBetweenMembersNamesTheRule(String message, String content) {
        var violations = new Violations();
        read(content, violations);
        assertEquals(
                List.of(message),
                violations.list().stream().map(Violation::message).toList(),
                content);
    }

    @Test
    void rowsOfAllSectionsAreCountedTogether() {
        assertEquals(List.of("content.interactive.components.list"), fields(listOf(6, 5)));
        assertEquals(List.of(), fields(listOf(6, 4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void aCarouselHasOneToTenCards(int cards) {
        var list = IntStream.range(0, cards)
                .mapToObj(i -> "{'cardIndex':" + Math.min(i, 9) + ",'components':{}}")
                .collect(Collectors.joining(","));
        assertEquals(
                List.of("content.template.components.carousel"),
                fields(
                        "{'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'carousel':["
                                + list + "]}}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍", "👍🏽", "❤️", "❤", "👩‍❤️‍💋‍👨", "🇩🇪", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", ""})
    void aSingleGraphemeIsAnEmoji(String emoji) {
        assertEquals(
                List.of(),
                fields("{'contentType':'reaction','reaction':{'messageId':'wamid.A','emoji':'" + emoji + "'}}"));
    }

    /** Pairs of a tolerated spelling and the canonical one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'text','text':'a'} | {'contentType':'text','text':'a'}",
                "{'contentType':'image','image':{'id':'7d5b6a3e-3b0a-4f43-9f1e-3c1f5a0c9b11'}} | {'contentType':'image','image':{'mediaId':'7d5b6a3e-3b0a-4f43-9f1e-3c1f5a0c9b11'}}",
                "{'contentType':'template','template':{'templateId':'t','language':'en'}} | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en'}}",
                "{'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'header':{'type':'text','text':'a'}}}} | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'header':[{'type':'text','text':'a'}]}}}",
                "{'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'buttons':[{'type':'url','index':0,'text':'a'}]}}} | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'button':[{'type':'url','index':0,'text':'a'}]}}}",
                "{'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':[{'header':{'type':'text','text':'a'}},{'body':[{'type':'text','text':'b'}]}]}} | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'header':[{'type':'text','text':'a'}],'body':[{'type':'text','text':'b'}]}}}",
                "{'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'carousel':{'cardIndex':0,'components':{'button':{'type':'quick_reply','index':0,'payload':'p'}}}}}} | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'carousel':[{'cardIndex':0,'components':{'button':[{'type':'quick_reply','index':0,'payload':'p'}]}}]}}}",
                "{'contentType':'interactive','interactive':{'type':'locationRequest','components':{'body':{'type':'text','text':'?'}}}} | {'contentType':'interactive','interactive':{'subType':'locationRequest','components':{'body':{'type':'text','text':'?'}}}}",
                "{'contentType':'interactive','interactive':{'subType':'address','components':{'body':{'type':'text','text':'?'},'address':{'country':'IN','savedAddresses':{'id':'h','value':{'city':'C'}}}}}} | {'contentType':'interactive','interactive':{'subType':'address','components':{'body':{'type':'text','text':'?'},'address':{'country':'IN','savedAddresses':[{'id':'h','value':{'city':'C'}}]}}}}",
            })
    void aToleratedSpellingIsReadAsTheCanonicalOne(String tolerated, String canonical) {
        assertEquals(sent(canonical), sent(tolerated));
    }

    /** One of the contract's samples gives both. */
    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "document", "audio", "sticker"})
    void uploadIsSentIfUrlAndUploadAreGiven(String kind) {
        var upload = "'mediaId':'7d5b6a3e-3b0a-4f43-9f1e-3c1f5a0c9b11'";
        var content = "{'contentType':'%1$s','%1$s':{%2$s}}";

        assertEquals(
                sent(content.formatted(kind, upload)),
                sent(content.formatted(kind, "'url':'https://example.com/1'," + upload)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p?i=1&x=a b/ü | p?i=1&x=a%20b/%C3%BC",
                "a%20b | a%20b",
                "100% | 100%25",
                "%zz%C3%BC | %25zz%C3%BC",
                "a{b}[c]<d> | a%7Bb%7D%5Bc%5D%3Cd%3E",
                "👍#x | %F0%9F%91%8D#x",
                "code-123 | code-123",
            })
    void urlSuffixesAreEncodedOnce(String given, String encoded) {
        for (var form : List.of(
                "{'contentType':'template','template':{'templateId':'t','templateLanguage':'de','components':{'button':[%s]}}}",
                "{'contentType':'template','template':{'templateId':'t','templateLanguage':'de','components':{'carousel':[{'cardIndex':0,'components':{'button':[%s]}}]}}}")) {
            var sent = sent(form.formatted("{'type':'url','index':0,'text':'" + given + "'}"));
            assertTrue(sent.contains("\"text\":\"" + encoded + "\""), sent);
        }
    }

    /** Dispatch reads the stored content after a restart. */
    @Test
    void aStoredContentIsReadAsTheSameContent() throws IOException {
        var tree = json.readTree(listOf(2, 1).replace('\'', '"'));
        var violations = new Violations();
        var read = contents.read(tree, new MessageOptions.None(), channel, "content", violations);

        assertTrue(violations.isEmpty());
        assertEquals(read, contents.restored(tree.toString(), channel));
    }

    @Test
    void reactionsAndInteractiveMessagesAreNotAllowedInBulks() {
        assertFalse(read(listOf(1)).inBulks());
        assertFalse(read("{'contentType':'reaction','reaction':{'messageId':'wamid.A','emoji':''}}")
                .inBulks());
        assertTrue(read("{'contentType':'text','text':'a'}").inBulks());
    }

    private static String listOf(int... rows) {
        var number = new int[1];
        return IntStream.of(rows)
                .mapToObj(count -> IntStream.range(0, count)
                        .mapToObj(i -> "{'payload':'" + number[0]++ + "','title':'T'}")
                        .collect(Collectors.joining(",", "{'title':'S','rows':[", "]}")))
                .collect(Collectors.joining(
                        ",",
                        "{'contentType':'interactive','interactive':{'subType':'list','components':{'body':{'type':'text',"
                                + "'text':'?'},'list':{'title':'L','sections':[",
                        "]}}}}"));
    }

    private List<String> fields(String content) {
        var violations = new Violations();
        read(content, violations);
        return violations.list().stream().map(Violation::field).toList();
    }

    private WhatsAppContent read(String content) {
        var violations = new Violations();
        var read = read(content, violations);
        assertEquals(List.of(), violations.list());
        return read;
    }

    private WhatsAppContent read(String content, Violations violations) {
        try {
            return contents.read(
                    json.readTree(content.replace('\'', '"')),
                    new MessageOptions.None(),
                    channel,
                    "content",
                    violations);
        } catch (IOException e) {
            throw new IllegalArgumentException(content, e);
        }
    }

    private String sent(String content) {
        var read = read(content);
        var media = read.media().keySet().stream().collect(Collectors.toMap(id -> id, UUID::toString));
        return json.valueToTree(WhatsAppMessage.of(new OutboundMessage<>(
                        UUID.fromString("0190a0b0-c0d0-7000-8000-000000000001"),
                        null,
                        "49",
                        read,
                        new MessageOptions.None(),
                        1,
                        0,
                        new ProviderReferences(Map.of(), media),
                        null)))
                .toString();
    }
}
