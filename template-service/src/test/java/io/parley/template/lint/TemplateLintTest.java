package io.parley.template.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The lint as a whole: paths, categories, bounds, and its agreement with the contract. */
class TemplateLintTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TemplateLint lint = TemplateLint.standard();

    @Test
    void examplesOfTheContractHaveNoError() throws IOException {
        var examples = contract().at("/components/examples");
        for (var name : List.of("TemplateUtility", "TemplateAuthentication", "TemplateCarousel")) {
            var example = examples.path(name).path("value");
            assertTrue(example.isObject(), name);

            assertEquals(List.of(), lint.check(example).errors(), name);
        }
    }

    @Test
    void valuesAndMembersAreThoseOfTheContract() throws IOException {
        var schemas = contract().at("/components/schemas");
        var lists = LintRules.read().definitions();

        assertEquals(texts(schemas.at("/LanguageCode/enum")), lists.list("languages"));
        assertEquals(texts(schemas.at("/TemplateCategory/enum")), lists.list("categories"));
        assertEquals(
                texts(schemas.at("/WhatsAppTemplateHeaderComponentRequest/properties/format/enum")),
                lists.list("header-formats"));
        assertEquals(names(schemas.at("/TemplateComponentRequest/discriminator/mapping")), lists.list("components"));
        assertEquals(names(schemas.at("/TemplateButtonRequest/discriminator/mapping")), lists.list("buttons"));
        assertEquals(texts(schemas.at("/WhatsAppOtpButton/properties/otpType/enum")), lists.list("otp-types"));
        assertEquals(texts(schemas.at("/WhatsAppFlowButton/properties/flowAction/enum")), lists.list("flow-actions"));
        assertEquals(contractMembers(schemas), lintMembers(lists));
    }

    /** Returns the members of buttons by type, according to the contract. */
    private static TreeMap<String, List<String>> contractMembers(JsonNode schemas) {
        var members = new TreeMap<String, List<String>>();
        schemas.at("/TemplateButtonRequest/discriminator/mapping")
                .properties()
                .forEach(entry -> members.put(
                        entry.getKey(),
                        names(schemas.path(entry.getValue().textValue().replaceFirst(".*/", ""))
                                        .path("properties"))
                                .stream()
                                .sorted()
                                .toList()));
        return members;
    }

    /** Returns the same according to the rules. */
    private static TreeMap<String, List<String>> lintMembers(LintDefinitions definitions) {
        var members = new TreeMap<String, List<String>>();
        for (var type : definitions.list("buttons")) {
            var template = JSON.createObjectNode();
            template.putArray("components")
                    .addObject()
                    .put("type", "BUTTONS")
                    .putArray("buttons")
                    .addObject()
                    .put("type", type);
            var root = new SelectedNode(template, "");
            definitions.structure().stream()
                    .filter(structure -> structure.at().stream()
                            .flatMap(selector -> selector.select(root).stream())
                            .anyMatch(found -> found.path().endsWith("buttons[0]")))
                    .forEach(structure -> members.put(
                            type, structure.members().keySet().stream().sorted().toList()));
        }
        return members;
    }

    @Test
    void aLocalizationAloneHasPathsOfItsOwn() throws IOException {
        var localization = json("{'language':'en','components':[{'type':'BODY','text':'Order {{2}} is ready.'}]}");

        var errors = lint.checkLocalization(localization, "UTILITY").errors();

        assertEquals(1, errors.size());
        assertEquals("components[0].text", errors.getFirst().path());
        assertEquals("placeholder-gap", errors.getFirst().rule());
    }

    @Test
    void anEditIsCheckedByItsNewCategory() throws IOException {
        var edit = json("{'components':[{'type':'BODY','text':'Now 20% off all lamps.'}]}");

        assertEquals("utility-promotional-words", onlyRule(lint.checkEdit(edit, "UTILITY", "en")));
        assertEquals(List.of(), lint.checkEdit(edit, "MARKETING", "en").findings());
        assertEquals(
                List.of(),
                lint.checkEdit(json("{'userContext':''}"), null, null).findings());
        assertEquals("category-known", onlyRule(lint.checkEdit(json("{'category':'SALES'}"), "UTILITY", "en")));
    }

    @Test
    void rulesOfCategoriesDoNotApplyToAnUnknownCategory() throws IOException {
        var edit = json("{'components':[{'type':'BODY'}]}");

        assertEquals(List.of(), lint.checkEdit(edit, null, null).findings());
        assertEquals("body-text-required", onlyRule(lint.checkEdit(edit, "UTILITY", "en")));
    }

    @Test
    void anyJsonIsCheckedWithoutAFailure() throws IOException {
        for (var body : List.of("[]", "null", "7", "{}", "{'localizations':[7,null,{'components':[[],{'type':7}]}]}")) {
            assertFalse(lint.check(json(body)).errors().isEmpty(), body);
        }
        assertEquals("member-type", lint.check(json("[]")).findings().getFirst().rule());
    }

    @Test
    void aHostileTemplateHasALimitedNumberOfFindings() throws IOException {
        var localizations = "{'language':'en','components':[]},".repeat(2_000);

        var result = lint.check(json("{'name':'a','category':'UTILITY','localizations':[" + localizations + "{}]}"));

        assertEquals(TemplateLint.MAX_FINDINGS, result.findings().size());
        assertTrue(result.truncated());
    }

    @Test
    void aVeryLongTextIsReportedByItsLengthOnly() throws IOException {
        var text = "{{1}} bit.ly/x ".repeat(30_000);
        var body = json("{'language':'en','components':[{'type':'BODY','text':'" + text + "'}]}");

        var rules = lint.checkLocalization(body, "UTILITY").errors().stream()
                .map(LintFinding::rule)
                .toList();

        assertEquals(List.of("body-length"), rules);
    }

    @Test
    void textsOfAuthenticationTemplatesAreKnownForSomeLanguages() throws IOException {
        var texts = lint.authenticationTexts("es_ES").orElseThrow();
        assertEquals("Tu código de verificación es {{1}}.", texts.body());
        assertTrue(lint.authenticationTexts("zu").isEmpty());

        var asMetaShowsIt = json("{'language':'en','components':["
                + "{'type':'BODY','text':'*{{1}}* is your verification code. For your security, do not share this code.'},"
                + "{'type':'BUTTONS','buttons':[{'type':'OTP','otpType':'COPY_CODE','text':'Copy code'}]}]}");
        assertFalse(lint.checkLocalization(asMetaShowsIt, "AUTHENTICATION").findings().stream()
                .anyMatch(finding -> finding.rule().equals("authentication-text")));
    }

    private static String onlyRule(LintResult result) {
        assertEquals(1, result.findings().size(), result.toString());
        return result.findings().getFirst().rule();
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static JsonNode contract() throws IOException {
        try (var file = TemplateLintTest.class.getResourceAsStream("/contract/conversations-v3.yaml")) {
            return new YAMLMapper().readTree(file);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
