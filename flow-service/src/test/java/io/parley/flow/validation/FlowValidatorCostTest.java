package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.flow.validation.source.SourceText;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cost of a validation is linear to the size of the file. {@code ./dev bench flows} measures its time. */
class FlowValidatorCostTest {
    static Stream<Named<IntFunction<ObjectNode>>> largeFlows() {
        return Stream.of(
                Named.of("components", FlowValidatorCostTest::components),
                Named.of("options", FlowValidatorCostTest::options),
                Named.of("payload", FlowValidatorCostTest::payload),
                Named.of("screens", FlowValidatorCostTest::screens),
                Named.of("condition", FlowValidatorCostTest::condition),
                Named.of("navigations", FlowValidatorCostTest::navigations),
                Named.of("routes", FlowValidatorCostTest::routes),
                Named.of("errors", FlowValidatorCostTest::errors),
                Named.of("text", FlowValidatorCostTest::text));
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
        FlowValidator.standard().validate(source, false);
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
}
