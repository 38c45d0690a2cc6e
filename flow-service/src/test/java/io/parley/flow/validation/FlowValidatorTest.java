package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.flow.validation.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of the validator as a whole: form and order of errors, bounds, cost. */
class FlowValidatorTest {
    private static final FlowValidator VALIDATOR = FlowValidator.standard();

    private static FlowReport validate(String text) {
        return VALIDATOR.validate(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anErrorHasMetasForm() throws Exception {
        var report = validate("""
            {
              "version": "7.3",
              "screens": [
                {"id": "MAIN", "title": "Main", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "TextBody", "text": "A", "initial-text": "B"},
                  {"type": "Footer", "label": "Send", "on-click-action": {"name": "complete", "payload": {}}}
                ]}}
              ]
            }\
            """);

        var json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(report.errors()));
        assertEquals(new ObjectMapper().readTree("""
            [{"error": "INVALID_PROPERTY_KEY", "error_type": "FLOW_JSON_ERROR",
              "message": "The property initial-text is not allowed in TextBody.",
              "line_start": 5, "line_end": 5, "column_start": 41, "column_end": 54,
              "pointers": [{"line_start": 5, "line_end": 5, "column_start": 41, "column_end": 54,
                            "path": "screens[0].layout.children[0].initial-text"}]}]\
            """), json);
    }

    @Test
    void errorsAreOrderedByPositionAndCode() {
        var report = validate("""
            {"version": "7.3", "extra": 1,
             "screens": [{"id": "success", "id": "B", "layout": {"children": []}}]}\
            """);

        var positions = report.errors().stream()
                .map(error -> error.lineStart() * 1000 + error.columnStart())
                .toList();
        assertEquals(positions.stream().sorted().toList(), positions);
        assertTrue(positions.size() > 4, report.errors()::toString);
        for (var i = 1; i < positions.size(); i++) {
            if (positions.get(i).equals(positions.get(i - 1))) {
                assertTrue(report.errors()
                                .get(i - 1)
                                .error()
                                .compareTo(report.errors().get(i).error())
                        <= 0);
            }
        }
    }

    @Test
    void theNumberOfErrorsIsBoundedToTheFirstOnes() {
        var report = validate("{\"version\": \"7.3\", \"screens\": [" + "1,\n".repeat(5000) + "1]}");

        assertEquals(FlowValidator.MAX_ERRORS, report.errors().size());
        assertTrue(report.truncated());
        assertEquals(100, report.errors().getLast().lineStart());
    }

    @Test
    void theReportStatesTheVersions() {
        var report = FlowSamples.validate(
                FlowSamples.parse("{version: '6.0', flow: {data_api_version: '3.0', routing_model: {MAIN: []}}}"));

        assertEquals(List.of(), report.errors());
        assertEquals("6.0", report.version().orElseThrow().toString());
        assertEquals("3.0", report.dataApiVersion().orElseThrow());
        assertTrue(report.publishable());
        assertFalse(FlowSamples.validate(FlowSamples.parse("{version: '5.0'}")).publishable());
    }

    @Test
    void everySupportedVersionAcceptsASimpleFlow() {
        for (var version : FlowSchema.standard().versions().supported()) {
            assertEquals(
                    List.of(),
                    FlowSamples.validate(FlowSamples.parse("{version: '%s'}".formatted(version)))
                            .errors());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "\"\"",
                "{\"file\":\"string\"}",
                "{\"version\":7.3}",
                "{\"version\":\"7.3\"}",
                "{\"version\":\"7.3\",\"screens\":null}",
                "{\"version\":\"7.3\",\"screens\":[null]}",
                "{\"version\":\"7.3\",\"screens\":[{\"layout\":{\"children\":[[]]}}]}",
                "{\"version\":\"7.3\",\"data_api_version\":4,\"routing_model\":[],\"screens\":[{}]}",
                "{\"version\":\"7.3\",\"routing_model\":{\"A\":{},\"B\":[1,null,{}]},\"screens\":[{\"id\":1}]}"
            })
    void filesThatAreNoFlowAreErrors(String text) {
        var errors = validate(text).errors();

        assertFalse(errors.isEmpty());
        assertTrue(errors.stream().allMatch(error -> error.lineStart() >= 1 && error.columnStart() >= 1));
    }

    @Test
    void bombsAreErrors() {
        var deep = validate("{\"a\":".repeat(500_000));
        var repeated = validate("{\"version\":\"7.3\"," + "\"a\":0,".repeat(200_000) + "\"a\":0}");
        var huge = validate("{\"version\":\"7.3\",\"screens\":\"" + "x".repeat(5_000_000) + "\"}");

        assertEquals("INVALID_FLOW_JSON", deep.errors().getFirst().error());
        assertTrue(repeated.truncated());
        assertTrue(huge.errors().stream().allMatch(error -> error.message().length() < 1000));
    }

    static Stream<Named<IntFunction<ObjectNode>>> largeFlows() {
        return Stream.of(
                Named.of("components", FlowValidatorTest::components),
                Named.of("options", FlowValidatorTest::options),
                Named.of("payload", FlowValidatorTest::payload),
                Named.of("screens", FlowValidatorTest::screens),
                Named.of("condition", FlowValidatorTest::condition),
                Named.of("navigations", FlowValidatorTest::navigations),
                Named.of("routes", FlowValidatorTest::routes),
                Named.of("errors", FlowValidatorTest::errors),
                Named.of("text", FlowValidatorTest::text));
    }

    /** Counts what the checks read, for a Flow of about 1 MB and one of a quarter of it. */
    @ParameterizedTest
    @MethodSource("largeFlows")
    void theCostIsLinearToTheSize(IntFunction<ObjectNode> flow) {
        var small = sized(flow, 250_000);
        var large = sized(flow, 1_000_000);

        var perCharacterOfSmall = cost(small) / small.length();
        var perCharacterOfLarge = cost(large) / large.length();

        assertTrue(
                perCharacterOfLarge <= 1.3 * perCharacterOfSmall, perCharacterOfSmall + " and " + perCharacterOfLarge);
        assertTrue(perCharacterOfLarge < 20, perCharacterOfLarge + " reads per character");
    }

    private static double cost(String text) {
        var source = new SourceText(text);
        VALIDATOR.validate(source, false);
        return source.reads();
    }

    private static String sized(IntFunction<ObjectNode> flow, int size) {
        var sample = flow.apply(200).toString().length() / 200.0;
        return flow.apply((int) (size / sample)).toString();
    }

    private static ObjectNode base() {
        return FlowSamples.flow(FlowSamples.parse("{screen: {data: {x: {type: boolean, __example__: true}}}}"));
    }

    private static ArrayNode children(ObjectNode flow) {
        return (ArrayNode) flow.at("/screens/0/layout/children");
    }

    private static ObjectNode components(int count) {
        var flow = base();
        for (var i = 0; i < count; i++) {
            children(flow)
                    .add(FlowSamples.parse(
                            "{type: TextInput, name: n%d, label: A, visible: '${data.x}'}".formatted(i)));
        }
        return flow;
    }

    private static ObjectNode options(int count) {
        var flow = base();
        var group = children(flow)
                .addObject()
                .put("type", "CheckboxGroup")
                .put("name", "a")
                .put("label", "A");
        var options = group.putArray("data-source");
        for (var i = 0; i < count; i++) {
            options.addObject().put("id", "o" + i).put("title", "Option");
        }
        return flow;
    }

    private static ObjectNode payload(int count) {
        var flow = base();
        var payload = (ObjectNode) flow.at("/screens/0/layout/children/0/on-click-action/payload");
        for (var i = 0; i < count; i++) {
            payload.put("k" + i, "${data.x}");
        }
        return flow;
    }

    private static ObjectNode screens(int count) {
        var flow = base();
        for (var i = 0; i < count; i++) {
            var screen = FlowSamples.resolve(JsonNodeFactory.instance.textNode("$end"));
            ((ArrayNode) flow.get("screens")).add(((ObjectNode) screen).put("id", "S" + i));
        }
        return flow;
    }

    private static ObjectNode condition(int count) {
        var flow = base();
        var condition = children(flow).addObject().put("type", "If");
        condition.put("condition", "${data.x}" + " && ${data.x}".repeat(count));
        condition.putArray("then").addObject().put("type", "TextBody").put("text", "A");
        return flow;
    }

    /** Many actions that lead to a screen with a data model of many names. */
    private static ObjectNode navigations(int count) {
        var flow = FlowSamples.flow(FlowSamples.parse("{screen: {terminal: false}, footer: false, screens: [$end]}"));
        var model = ((ObjectNode) flow.at("/screens/1")).putObject("data");
        for (var i = 0; i < count; i++) {
            model.putObject("m" + i).put("type", "string").put("__example__", "a");
            children(flow)
                    .add(FlowSamples.parse(
                            "{type: EmbeddedLink, text: A, on-click-action: {name: navigate, next: {type:"
                                    + " screen, name: END}, payload: {m0: a}}}"));
        }
        return flow;
    }

    private static ObjectNode routes(int count) {
        var flow = base().put("data_api_version", "3.0");
        var routes = flow.putObject("routing_model");
        for (var i = 0; i < count; i++) {
            routes.putArray("S" + i).add("MAIN").add("S" + (i + 1));
        }
        return flow;
    }

    private static ObjectNode errors(int count) {
        var flow = base();
        for (var i = 0; i < count; i++) {
            children(flow).addObject().put("type", "Unknown" + i);
        }
        return flow;
    }

    private static ObjectNode text(int count) {
        var flow = base();
        children(flow).addObject().put("type", "TextBody").put("text", "`" + "'a' ".repeat(count) + "`");
        return flow;
    }

    /** Changes, removes and repeats parts of valid Flows at random, by a fixed seed. */
    @Test
    void damagedFlowsNeverFailTheValidator() {
        var random = new Random(12);
        var files = Stream.of("components.yaml", "samples.yaml")
                .flatMap(file -> FlowSamples.read(file).findParents("children").stream())
                .map(sample -> FlowSamples.flow(sample).toString())
                .toList();
        for (var i = 0; i < 3000; i++) {
            var text = new StringBuilder(files.get(random.nextInt(files.size())));
            for (var change = random.nextInt(4); change >= 0; change--) {
                damage(text, random);
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertTrue(VALIDATOR.validate(bytes).errors().size() <= FlowValidator.MAX_ERRORS);
        }
    }

    private static void damage(StringBuilder text, Random random) {
        var from = random.nextInt(text.length());
        var to = Math.min(text.length(), from + random.nextInt(12));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, text.substring(from, to));
            case 2 -> replaceToken(text, from, random);
            default -> text.setCharAt(from, "{}[]\":,$`'\\0 a".charAt(random.nextInt(14)));
        }
        if (text.isEmpty()) {
            text.append('x');
        }
    }

    /** Replaces a string by a value of another type, which keeps the JSON valid. */
    private static void replaceToken(StringBuilder text, int from, Random random) {
        var start = text.indexOf("\"", from);
        var end = start < 0 ? -1 : text.indexOf("\"", start + 1);
        if (end > 0) {
            var values = List.of("null", "1e9", "[]", "{}", "true", "\"${form.a}\"", "\"`${data.x} (`\"", "[{}]");
            text.replace(start, end + 1, values.get(random.nextInt(values.size())));
        }
    }
}
