package io.parley.messaging.channel.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.channel.TestSettings;
import io.parley.messaging.channel.whatsapp.account.ApplyAccountChange;
import io.parley.messaging.channel.whatsapp.content.WhatsAppContent;
import io.parley.messaging.channel.whatsapp.flow.FlowSendCheck;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppConfig;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppConnection;
import io.parley.messaging.channel.whatsapp.template.TemplateCheck;
import io.parley.model.ChannelName;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.json.Violations;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Contents that the contract allows and Meta does not, and the same within Meta's limits. {@code #} stands for the
 * limited value, single quotes for double quotes.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class MetaLimitsTest {

    private static final Sender SENDER = new Sender(
            UUID.randomUUID(),
            UUID.randomUUID(),
            new ChannelName("whatsapp"),
            "4930555100",
            "Shop",
            "105500000000001",
            UUID.randomUUID(),
            Set.of(),
            Map.of(),
            true,
            1);

    @Inject
    Contents contents;

    @Inject
    WhatsAppChannel lenient;

    @Inject
    WhatsAppConnection graph;

    @Inject
    TemplateCheck templates;

    @Inject
    FlowSendCheck flows;

    @Inject
    ApplyAccountChange accounts;

    @Inject
    ObjectMapper json;

    private WhatsAppChannel strict;

    @BeforeEach
    void createAStrictChannel() {
        var settings = TestSettings.of(WhatsAppConfig.class, "parley.channels.whatsapp.strict-limits", "true");
        strict = new WhatsAppChannel(graph, templates, flows, accounts, null, settings, json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            image.caption | 1024 | 1025 | {'contentType':'image','image':{'url':'https://a.example/1','caption':'#'}}
            video.caption | 1024 | 1025 | {'contentType':'video','video':{'url':'https://a.example/1','caption':'#'}}
            document.caption | 1024 | 1025 | {'contentType':'document','document':{'url':'https://a.example/1','caption':'#'}}
            interactive.components.buttons[1].reply.title | 20 | 21 | {'contentType':'interactive','interactive':{'subType':'buttons','components':{'body':{'type':'text','text':'?'},'buttons':[{'type':'reply','reply':{'payload':'a','title':'A'}},{'type':'reply','reply':{'payload':'b','title':'#'}}]}}}
            template.components.body | 1024 | 1025 | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'body':[{'type':'text','text':''},{'type':'text','text':'#'}]}}}
            interactive.components.list.title | 20 | 21 | {'contentType':'interactive','interactive':{'subType':'list','components':{'body':{'type':'text','text':'?'},'list':{'title':'#','sections':[{'rows':[{'payload':'1','title':'1'}]}]}}}}
            interactive.components.urlButton.displayText | 20 | 21 | {'contentType':'interactive','interactive':{'subType':'urlButton','components':{'body':{'type':'text','text':'?'},'urlButton':{'displayText':'#','url':'https://a.example'}}}}
            """)
    void textsAreLimited(String field, int within, int beyond, String content) {
        assertLimit(
                field,
                content.replace("#", "👍".repeat(within)),
                content.replace("#", "👍".repeat(beyond)),
                Integer.toString(within));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            contacts | 5 | 6 | 5 | {'name':{'formattedName':'M','firstName':'M'}} | {'contentType':'contacts','contacts':[#]}
            template.components.carousel | 2 | 1 | 2 | {'cardIndex':0,'components':{}} | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'carousel':[#]}}}
            interactive.components.productList.sections | 20 | 21 | 30 | {'productId':'p'} | {'contentType':'interactive','interactive':{'subType':'productList','components':{'header':{'type':'text','text':'H'},'body':{'type':'text','text':'?'},'productList':{'catalogId':'c','sections':[{'title':'A','items':[#]},{'title':'B','items':[{'productId':'1'},{'productId':'2'},{'productId':'3'},{'productId':'4'},{'productId':'5'},{'productId':'6'},{'productId':'7'},{'productId':'8'},{'productId':'9'},{'productId':'0'}]}]}}}}
            template.components.button[0].action.sections | 29 | 30 | 30 | {'productId':'p'} | {'contentType':'template','template':{'templateId':'t','templateLanguage':'en','components':{'button':[{'type':'mpm','index':0,'action':{'thumbnailProductId':'p','sections':[{'title':'A','items':[{'productId':'p'}]},{'title':'B','items':[#]}]}}]}}}
            """)
    void numbersOfElementsAreLimited(String field, int within, int beyond, int limit, String one, String content) {
        assertLimit(
                field,
                content.replace("#", String.join(",", Collections.nCopies(within, one))),
                content.replace("#", String.join(",", Collections.nCopies(beyond, one))),
                Integer.toString(limit));
    }

    @ParameterizedTest
    @CsvSource({"Book now,Book 👍 now", "Table 7,Table ❤️"})
    void flowCtaMustNotContainAnEmoji(String within, String beyond) {
        var content =
                "{'contentType':'interactive','interactive':{'subType':'flow','components':{'body':{'type':'text','text':'?'},"
                        + "'flow':{'flowToken':'t','flowId':'1','flowCta':'#','flowAction':'data_exchange'}}}}";

        assertLimit(
                "interactive.components.flow.flowCta",
                content.replace("#", within),
                content.replace("#", beyond),
                "emoji");
    }

    private void assertLimit(String field, String within, String beyond, String limit) {
        assertEquals(List.of(), strict.validateSending(SENDER, read(within)));
        assertEquals(List.of(), lenient.validateSending(SENDER, read(beyond)));

        var rejected = strict.validateSending(SENDER, read(beyond));

        assertEquals(List.of(field), rejected.stream().map(Violation::field).toList());
        var message = rejected.getFirst().message();
        assertTrue(message.contains(limit) && message.contains("Meta"), message);
        assertTrue(message.contains("parley.channels.whatsapp.strict-limits"), message);
    }

    /** Reads a content that the contract allows. */
    private WhatsAppContent read(String content) {
        var violations = new Violations();
        try {
            var read = contents.read(
                    json.readTree(content.replace('\'', '"')),
                    new MessageOptions.None(),
                    lenient,
                    "content",
                    violations);
            assertEquals(List.of(), violations.list(), content);
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException(content, e);
        }
    }
}
