package io.parley.messaging.channel.whatsapp.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate.Components;
import io.parley.model.Violation;
import io.parley.model.fact.TemplateShape;
import io.parley.runtime.json.SealedSubtypes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages checked against the shape of their template. Single quotes in samples stand for double quotes. */
class TemplateFitTest {
    private static final ObjectMapper JSON = SealedSubtypes.configure(new ObjectMapper());
    private static final String HEADER = "'parts':{'header':";
    private static final String CARDS = """
            {'cards':[{'header':{'format':'IMAGE'},'body':['1'],'buttons':[{'index':0,'type':'URL','needsValue':true}]},
                      {'header':{'format':'VIDEO'},'buttons':[{'index':0,'type':'QUICK_REPLY','needsValue':false}]}]}""";
    private static final String FIRST_CARD = """
            {'cardIndex':0,'components':{'header':[{'type':'image','image':{'url':'https://a.example/1'}}],
             'body':[{'type':'text','text':'a'}],'button':[{'type':'url','index':0,'text':'x'}]}}""";
    private static final String SECOND_CARD = """
            {'cardIndex':1,'components':{'header':[{'type':'video','video':{'url':'https://a.example/2'}}]}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'format':'TEXT','parameters':['1'] | {'type':'text','text':'a'}",
                "'format':'TEXT' | ",
                "'format':'IMAGE' | {'type':'image','image':{'url':'https://a.example'}}",
                "'format':'VIDEO' | {'type':'video','video':{'url':'https://a.example'}}",
                "'format':'DOCUMENT' | {'type':'document','document':{'url':'https://a.example'}}",
                "'format':'LOCATION' | {'type':'location','location':{'latitude':1,'longitude':2}}",
                "'format':'HOLOGRAM' | ",
                "'format':'HOLOGRAM' | {'type':'text','text':'a'}",
            })
    void aMatchingHeaderIsAccepted(String header, String given) throws IOException {
        assertEquals(List.of(), violations("{" + HEADER + "{" + header + "}}}", header(given)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'format':'TEXT','parameters':['1']} | ",
                "{'format':'TEXT','parameters':['name']} | {'type':'image','image':{'url':'https://a.example'}}",
                "{'format':'TEXT'} | {'type':'text','text':'a'}",
                "{'format':'IMAGE'} | ",
                "{'format':'IMAGE'} | {'type':'video','video':{'url':'https://a.example'}}",
                "{'format':'LOCATION'} | {'type':'text','text':'a'}",
                "null | {'type':'text','text':'a'}",
            })
    void anotherHeaderIsRejected(String header, String given) throws IOException {
        assertEquals(List.of("template.components.header"), violations("{" + HEADER + header + "}}", header(given)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "2, 2, true", "2, 1, false", "2, 3, false", "1, 0, false", "0, 1, false"})
    void bodyNeedsOneValuePerPlaceholder(int placeholders, int values, boolean fits) throws IOException {
        var names = "'n',".repeat(placeholders).replaceFirst(",$", "");
        var given = "{'type':'text','text':'a'},".repeat(values).replaceFirst(",$", "");

        var found =
                violations("{'parameterFormat':'NAMED','parts':{'body':[" + names + "]}}", "{'body':[" + given + "]}");

        assertEquals(fits ? List.of() : List.of("template.components.body"), found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'URL','needsValue':true | {'type':'url','index':0,'text':'x'} | ",
                "'URL','needsValue':true | | button",
                "'URL','needsValue':true | {'type':'quick_reply','index':0,'payload':'x'} | button[0].type",
                "'URL','needsValue':true | {'type':'url','index':1,'text':'x'} | button[0].index",
                "'URL','needsValue':false | | ",
                "'URL','needsValue':false | {'type':'url','index':0,'text':'x'} | button[0]",
                "'PHONE_NUMBER','needsValue':false | {'type':'call','index':0} | button[0]",
                "'QUICK_REPLY','needsValue':false | | ",
                "'QUICK_REPLY','needsValue':false | {'type':'quick_reply','index':0,'payload':'x'} | ",
                "'QUICK_REPLY','needsValue':false | {'type':'url','index':0,'text':'x'} | button[0].type",
                "'OTP','needsValue':true | {'type':'url','index':0,'text':'123456'} | ",
                "'OTP','needsValue':true | | button",
                "'COPY_CODE','needsValue':true | {'type':'copy_code','index':0,'couponCode':'SALE'} | ",
                "'FLOW','needsValue':false | {'type':'flow','index':0} | ",
                "'CATALOG','needsValue':false | {'type':'catalog','index':0} | ",
                "'MPM','needsValue':true | {'type':'mpm','index':0,'action':{}} | ",
                "'VOICE_CALL','needsValue':false | {'type':'call','index':0} | ",
                "'TELEPORT','needsValue':false | {'type':'call','index':0} | ",
            })
    void buttonValuesMustMatchTheTemplate(String button, String given, String fields) throws IOException {
        var shape = "{'parts':{'buttons':[{'index':0,'type':" + button + "}]}}";

        var found = violations(shape, given == null ? "{}" : "{'button':[" + given + "]}");

        assertEquals(
                fields == null
                        ? List.of()
                        : List.of(fields.split(" ")).stream()
                                .map(field -> "template.components." + field)
                                .toList(),
                found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 2 | ",
                "2 1 | ",
                "1 | carousel",
                "2 | carousel",
                "1 2 3 | carousel[2].cardIndex",
                "1x 2 | carousel[0].components.body",
                "2 1y | carousel[1].components.button",
                "1 2z | carousel[1].components.header",
            })
    void cardsMustMatchTheTemplate(String given, String field) throws IOException {
        var cards =
                List.of(given.split(" ")).stream().map(TemplateFitTest::card).toList();

        var found = violations(CARDS, "{'carousel':" + cards + "}");

        assertEquals(field == null ? List.of() : List.of("template.components." + field), found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "carousel         | {'cards':[{'header':{'format':'IMAGE'}}]} | ",
                "carousel         | {} | {'carousel':[{'cardIndex':0,'components':{}}]}",
                "limitedTimeOffer | {'offerEnds':true} | {}",
                "limitedTimeOffer | {} | {'limitedTimeOffer':{'expirationTimeMs':1}}",
            })
    void carouselAndOfferMustMatchTheTemplate(String field, String shape, String given) throws IOException {
        assertEquals(List.of("template.components." + field), violations(shape, given));
    }

    private static String card(String name) {
        return switch (name) {
            case "1" -> FIRST_CARD;
            case "1x" -> FIRST_CARD.replace("'body':[{'type':'text','text':'a'}],", "");
            case "1y" -> FIRST_CARD.replace(",'button':[{'type':'url','index':0,'text':'x'}]", "");
            case "2" -> SECOND_CARD;
            case "2z" -> SECOND_CARD.replace("video", "image");
            default -> "{'cardIndex':2,'components':{}}";
        };
    }

    private static String header(String given) {
        return given == null ? null : "{'header':[" + given + "]}";
    }

    private static List<String> violations(String shape, String given) throws IOException {
        var found = TemplateFit.violations(
                read(shape, TemplateShape.class), given == null ? null : read(given, Components.class));
        found.forEach(violation -> assertFalse(violation.message().isBlank()));
        return found.stream().map(Violation::field).toList();
    }

    private static <T> T read(String text, Class<T> type) throws IOException {
        return JSON.readValue(text.replace('\'', '"'), type);
    }
}
