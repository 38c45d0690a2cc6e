package io.parley.messaging.channel.viber;

import static io.parley.messaging.channel.viber.ViberContents.VIDEO;
import static io.parley.messaging.channel.viber.ViberContents.components;
import static io.parley.messaging.channel.viber.ViberContents.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.TestSettings;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.json.Violations;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Violations of Viber contents: of the contract, and of the limits of a connector. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
@WithTestResource(WithPublicUrl.class)
@Tag("slow")
class BadViberContentsTest {
    @Inject
    ViberContents viber;

    @Inject
    Contents contents;

    @Inject
    ViberChannel channel;

    @Inject
    BotConnector bot;

    @Inject
    PartnerConnector partner;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'contentType':'image','image':{}}                                                    | content.image.url
            {'contentType':'image','image':{'url':'ftp://a.example/a'}}                           | content.image.url
            {'contentType':'image','image':{'url':'http://127.0.0.1/a'}}                          | content.image.url
            {'contentType':'image','image':{'url':'https://api.parley.example/conversations/v3/media/1'}} | content.image.url
            {'contentType':'image','image':{'url':'http://a.example/a','alt':'x'}}                | content.image.alt
            {'contentType':'image','image':'http://a.example/a'}                                  | content.image
            {'contentType':'image','text':'Hi'}                                                   | content.contentType
            {'contentType':'sticker'}                                                             | content.contentType
            {'contentType':'text','text':' '}                                                     | content.text
            {'contentType':'file','file':{'url':'http://a.example/a.pdf'}}                        | content.file.filename
            {'contentType':'file','file':{'url':'http://a.example/a','filename':'a'}}             | content.file.type
            {'contentType':'file','file':{'url':'http://a.example/a.exe','filename':'a.exe'}}     | content.file.type
            {'contentType':'file','file':{'url':'http://a.example/a.pdf','filename':'a','type':'exe'}} | content.file.type
            {'contentType':'list','list':{'text':'A?','options':['one']}}                         | content.list.options
            {'contentType':'list','list':{'text':'A?','options':['1','2','3','4','5','6']}}       | content.list.options
            {'contentType':'list','list':{'text':'A?','options':['1',2]}}                         | content.list.options[1]
            {'contentType':'list','list':{'text':'','options':['1','2']}}                         | content.list.text
            {'contentType':'carousel','carousel':{'text':'A','items':[]}}                         | content.carousel.items
            {'contentType':'components','components':{}}                                          | content.components.body
            {'contentType':'components','components':{'body':[]}}                                 | content.components.body
            {'contentType':'components','components':{'body':[{'type':'audio'}]}}                 | content.components.body[0].type
            {'contentType':'components','components':{'body':[{'text':'Hi'}]}}                    | content.components.body[0].type
            {'contentType':'components','components':{'body':[{'type':'text'}]}}                  | content.components.body[0].text
            {'contentType':'components','components':{'body':['text']}}                           | content.components.body[0]
            """)
    void anInvalidContentIsRejectedWithItsField(String content, String field) {
        assertEquals(List.of(field), fields(viber.violations(content, RateType.PROMOTION)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'filesize':201                       | filesize
            'filesize':-1                        | filesize
            'filesize':1.5                       | filesize
            'filesize':'1'                       | filesize
            'duration':-1                        | duration
            'url':'http://a.example/v.avi'       | type
            'type':'avi'                         | type
            'thumbnailUrl':'http://[::1]/t.jpg'  | thumbnailUrl
            """)
    void anInvalidVideoIsRejectedWithItsField(String member, String field) {
        var video = (ObjectNode) viber.tree(VIDEO);
        video.setAll((ObjectNode) viber.tree("{" + member + "}"));

        assertEquals(
                List.of("content.video." + field),
                fields(viber.violations("{'contentType':'video','video':" + video + "}", RateType.PROMOTION)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", ""})
    void aButtonWithAnUnsafeUrlIsRejected(String url) {
        assertEquals(
                List.of("content.components.body[1].button.url"),
                fields(viber.violations(components("text button").replace("tel:+49301234", url), RateType.PROMOTION)));
    }

    /** Field that is rejected above the limit (- for none), connector, limit, content. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
            text                       | partner | 1000 | {'contentType':'text','text':'#'}
            -                          | bot     | 3000 | {'contentType':'text','text':'#'}
            components.body[1].text    | partner | 1000 | {'contentType':'components','components':{'body':[{'type':'video','video':VIDEO},{'type':'text','text':'#'}]}}
            components.body[0].text    | bot     | 768  | {'contentType':'components','components':{'body':[{'type':'text','text':'#'},{'type':'button','button':{'caption':'Call','url':'tel:+49301234'}},{'type':'image','image':{'url':'http://a.example/a.png'}}]}}
            file.filename              | bot     | 256  | {'contentType':'file','file':{'url':'http://a.example/a.pdf','filename':'#'}}
            components.body[0].file.filename | bot | 256 | {'contentType':'components','components':{'body':[{'type':'file','file':{'url':'http://a.example/a.pdf','filename':'#'}}]}}
            """)
    void aTextAboveTheConnectorsLimitIsRejectedWithStrictLimits(
            String field, String connector, int limit, String content) {
        var form = content.replace("VIDEO", VIDEO);

        assertEquals(List.of(), validate(connector, form.replace("#", "👍".repeat(limit))));

        var violations =
                field == null ? List.<Violation>of() : validate(connector, form.replace("#", "👍".repeat(limit + 1)));
        assertEquals(Stream.ofNullable(field).toList(), fields(violations));
        violations.forEach(violation -> assertTrue(
                violation.message().contains(limit + " ")
                        && violation.message().contains("parley.channels.viber.strict-limits"),
                violation.message()));
    }

    @Test
    void aVideoAboveTheBotsLimitIsRejectedWithStrictLimits() {
        var video = VIDEO.replace("'filesize':1", "'filesize':27");

        assertEquals(
                List.of("video.filesize"), fields(validate("bot", "{'contentType':'video','video':" + video + "}")));
        assertEquals(
                List.of("components.body[0].video.filesize"),
                fields(validate(
                        "bot",
                        "{'contentType':'components','components':{'body':[{'type':'video','video':" + video
                                + "}]}}")));
        assertEquals(List.of(), validate("partner", "{'contentType':'video','video':" + video + "}"));
    }

    /** Violations with strict limits of a content that the contract allows; asserts that there are none without. */
    private List<Violation> validate(String connector, String content) {
        var settings = TestSettings.of(ViberConfig.class, "parley.channels.viber.strict-limits", "true");
        var sender = new Sender(
                UUID.randomUUID(),
                UUID.randomUUID(),
                channel.name(),
                "7042",
                null,
                "7042",
                null,
                Set.of(),
                Map.of("connector", connector),
                true,
                1);
        var violations = new Violations();
        var read = contents.read(
                viber.tree(content), new ViberOptions(RateType.SESSION, null), channel, "content", violations);
        assertEquals(List.of(), violations.list());
        assertEquals(List.of(), channel.validateSending(sender, read));
        return new ViberChannel(settings, bot, partner).validateSending(sender, read);
    }
}
