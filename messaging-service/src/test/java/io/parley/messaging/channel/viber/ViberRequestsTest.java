package io.parley.messaging.channel.viber;

import static io.parley.messaging.channel.viber.ViberContents.VIDEO;
import static io.parley.messaging.channel.viber.ViberContents.components;
import static io.parley.messaging.channel.viber.ViberContents.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.Contents;
import io.parley.model.Violation;
import io.parley.runtime.json.StrictJson;
import io.parley.runtime.json.Violations;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents that are accepted, by rate type. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
class ViberRequestsTest {
    @Inject
    ViberContents viber;

    @Inject
    Contents contents;

    @Inject
    ViberChannel channel;

    @Inject
    ObjectMapper json;

    @Inject
    StrictJson strict;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text                | true
            image               | false
            file                | false
            video               | false
            list                | true
            carousel            | true
            video text          | false
            video text button   | false
            button text         | false
            image text button   | false
            """)
    void rateTypesAllowTheContentsOfTheContract(String kinds, boolean inTransactions) {
        assertEquals(List.of(), viber.violations(components(kinds), RateType.PROMOTION));
        assertEquals(List.of(), viber.violations(components(kinds), RateType.SESSION));
        assertEquals(
                inTransactions ? List.of() : List.of("content.contentType"),
                fields(viber.violations(components(kinds), RateType.TRANSACTION)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "button",
                "text text",
                "text image",
                "image button",
                "video button",
                "video image text",
                "text list",
                "carousel text button",
                "file text",
                "text button image video"
            })
    void otherCombinationsAreRejected(String kinds) {
        assertEquals(
                List.of(new Violation(
                        "content.components.body",
                        "must be one component other than a button, or video and text, video, text and button, text and"
                                + " button, or text, button and image")),
                viber.violations(components(kinds), RateType.PROMOTION));
    }

    @ParameterizedTest
    @EnumSource(RateType.class)
    void contentsOfOneKindHaveTheSameRules(RateType rate) {
        var transaction = rate == RateType.TRANSACTION;

        assertEquals(List.of(), viber.violations("{'contentType':'text','text':'Hi'}", rate));
        assertEquals(
                transaction ? List.of("content.contentType") : List.of(),
                fields(viber.violations("{'contentType':'video','video':" + VIDEO + "}", rate)));
    }

    @Test
    void toleratedSpellingsAreAccepted() throws IOException {
        for (var name : List.of("components/tolerated-file", "components/tolerated-text-button", "file/type-given")) {
            var content = sample(name);
            var violations = new Violations();

            contents.read(content, new ViberOptions(RateType.SESSION, null), channel, "content", violations);

            assertEquals(List.of(), violations.list(), name);
            assertNotNull(contents.restored(content.toString(), channel));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                                 | rateType
            {'rateType':'cheap'}                               | rateType
            {'rateType':'session'}                             |
            {'messagePurpose':'session'}                       |
            {'rateType':'session','messagePurpose':'session'}   |
            {'rateType':'session','messagePurpose':'promotion'} | messagePurpose
            """)
    void oneRateTypeIsRequired(String options, String field) {
        var violations = new Violations();

        strict.bind(viber.tree(options), ViberOptions.class, "", violations);

        assertEquals(Stream.ofNullable(field).toList(), fields(violations.list()));
    }

    @Test
    void aRateTypeThatIsMissingOrDiffersIsDescribed() {
        var violations = new Violations();

        strict.bind(viber.tree("{}"), ViberOptions.class, "", violations);
        strict.bind(
                viber.tree("{'rateType':'session','messagePurpose':'promotion'}"), ViberOptions.class, "", violations);

        assertEquals(
                List.of(
                        new Violation("rateType", "must be given: promotion, transaction or session"),
                        new Violation("messagePurpose", "differs from rateType; omit it")),
                violations.list());
    }

    @Test
    void aFileOfAnUnknownTypeIsDescribed() {
        assertEquals(
                List.of(new Violation(
                        "content.file.type", "must be given, because the URL does not end in a known file extension")),
                viber.violations(
                        "{'contentType':'file','file':{'url':'http://a.example/a','filename':'a'}}", RateType.SESSION));
    }

    private JsonNode sample(String name) throws IOException {
        try (var file = getClass().getResourceAsStream("/samples/viber/" + name + "/content.json")) {
            return json.readTree(file);
        }
    }
}
