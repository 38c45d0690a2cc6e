package io.parley.bench;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Valid Flows of about 1 MB, each mainly of one kind of content, within Meta's limits of screens and components. */
final class BenchFlows {

    private static final int SIZE = 1 << 20;
    private static final int MAX_SCREENS = 100;
    private static final int COMPONENTS = 49;
    private static final String DATA = """
        "b":{"type":"boolean","__example__":true},"s":{"type":"string","__example__":"a"},\
        "n":{"type":"number","__example__":1},\
        "o":{"type":"object","properties":{"p":{"type":"string"}},"__example__":{"p":"a"}}\
        """;

    private BenchFlows() {}

    static Map<String, byte[]> byKind() {
        var flows = new LinkedHashMap<String, String>();
        flows.put("Mixed, as in a real Flow", flow(40, BenchFlows::mixed));
        flows.put("Inputs", flow(COMPONENTS, BenchFlows::input));
        flows.put("Texts, long", flow(COMPONENTS, i -> text("Lorem ipsum dolor sit amet. ".repeat(140))));
        flows.put("Escapes in texts", flow(COMPONENTS, i -> text("She said \\\"hello\\\".\\n\\u00e9 ".repeat(120))));
        flows.put("Scripts, texts in Hindi", flow(COMPONENTS, i -> text("नमस्ते दुनिया ".repeat(120))));
        flows.put("Options, 200 in each list", flow(COMPONENTS, BenchFlows::options));
        flows.put("Bindings", flow(COMPONENTS, BenchFlows::bindings));
        flows.put("Branches, three levels deep", flow(3, i -> branches(2)));
        flows.put("Images", flow(3, i -> image()));
        flows.put("Conditions, 10 KB each", flow(24, i -> condition(260)));
        flows.put(
                "Expressions in texts",
                flow(COMPONENTS, i -> text("`" + "'Hello ' ${data.s} ' of ' ".repeat(8) + "`")));
        flows.put("Payloads", flow(COMPONENTS, BenchFlows::payload));
        flows.put("Models of data", dataModel(6000));
        flows.put("Whitespace, inputs indented", indented(flow(COMPONENTS, BenchFlows::input)));
        return flows.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        flow -> flow.getValue().getBytes(StandardCharsets.UTF_8),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** Builds a Flow of screens in a row, with components until it is large enough. */
    private static String flow(int perScreen, IntFunction<String> component) {
        List<String> screens = new ArrayList<>();
        var size = 0;
        var count = 0;
        while (size < SIZE && screens.size() < MAX_SCREENS) {
            var children = new StringBuilder();
            for (var i = 0; i < perScreen && size + children.length() < SIZE; i++) {
                children.append(component.apply(count++)).append(',');
            }
            screens.add(children.toString());
            size += children.length();
        }
        return flow(DATA, screens);
    }

    private static String flow(String data, List<String> screens) {
        return IntStream.range(0, screens.size())
                .mapToObj(i -> screen(i, i == screens.size() - 1, data, screens.get(i)))
                .collect(Collectors.joining(",", "{\"version\":\"7.3\",\"screens\":[", "]}"));
    }

    private static String screen(int number, boolean last, String data, String children) {
        var action = last ? "{\"name\":\"complete\",\"payload\":{}}" : """
            {"name":"navigate","next":{"type":"screen","name":"%s"},"payload":{"b":true,"s":"a","n":1,"o":{"p":"x"}}}\
            """.formatted(id(number + 1));
        return """
            {"id":"%s","title":"Main","terminal":%s,"data":{%s},"layout":{"type":"SingleColumnLayout","children":[%s\
            {"type":"Footer","label":"Send","on-click-action":%s}]}}\
            """.formatted(id(number), last, data, children, action);
    }

    private static String id(int number) {
        return "S_" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
    }

    private static String text(String text) {
        return "{\"type\":\"TextBody\",\"text\":\"" + text + "\"}";
    }

    private static String input(int number) {
        return number % 2 == 0 ? """
            {"type":"TextInput","name":"field_%d","label":"Your name","required":true,"input-type":"text","min-chars":2,\
            "helper-text":"As it is written in your passport or identity card","error-message":"Please write your name"}\
            """.formatted(number) : """
                {"type":"DatePicker","name":"field_%d","label":"Date of your visit","min-date":"2026-01-01",\
                "max-date":"2026-12-31","helper-text":"We are open from Monday to Friday","required":true,\
                "unavailable-dates":["2026-12-24"]}\
                """.formatted(number);
    }

    private static String options(int number) {
        return IntStream.range(0, 200)
                .mapToObj("{\"id\":\"o%d\",\"title\":\"Option\",\"enabled\":true}"::formatted)
                .collect(Collectors.joining(
                        ",",
                        "{\"type\":\"Dropdown\",\"name\":\"n%d\",\"label\":\"Choose\",\"data-source\":["
                                .formatted(number),
                        "]}"));
    }

    private static String bindings(int number) {
        return """
            {"type":"TextInput","name":"field_%d","label":"${data.s}","required":"${data.b}","helper-text":"${data.o.p}",\
            "enabled":"${data.b}","visible":"${data.b}","init-value":"${data.s}","error-message":"${data.s}"}\
            """.formatted(number);
    }

    private static String branches(int depth) {
        var inner = depth == 0 ? text("Please tell us when you want to come. ".repeat(7)) : branches(depth - 1);
        return depth % 2 == 0
                ? "{\"type\":\"If\",\"condition\":\"${data.b}\",\"then\":[%1$s],\"else\":[%1$s]}".formatted(inner)
                : "{\"type\":\"Switch\",\"value\":\"${data.s}\",\"cases\":{\"a\":[%1$s],\"b\":[%1$s]}}"
                        .formatted(inner);
    }

    private static String image() {
        return "{\"type\":\"Image\",\"src\":\"data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA".repeat(10_000)
                + "\"}";
    }

    private static String condition(int operands) {
        var condition = IntStream.range(0, operands)
                .mapToObj("(${data.n} > %d || ${data.s} != 'a')"::formatted)
                .collect(Collectors.joining(" && "));
        return "{\"type\":\"If\",\"condition\":\"" + condition + "\",\"then\":[" + text("A") + "]}";
    }

    private static String payload(int number) {
        return """
            {"type":"CheckboxGroup","name":"n%d","label":"A","data-source":[{"id":"a","title":"A"}],"on-select-action":\
            {"name":"update_data","payload":{"b":"${data.b}","s":"${data.s}","n":"`${data.n} + 1`","o":{"p":"${data.o.p}"}}}}\
            """.formatted(number);
    }

    /** Texts, inputs, options, bindings, conditions and payloads by turns. */
    private static String mixed(int number) {
        return switch (number % 7) {
            case 0 -> text("Please tell us when you want to come, and we will confirm it within an hour. ".repeat(40));
            case 1, 2 -> input(number);
            case 3 -> options(number);
            case 4 -> bindings(number);
            case 5 -> condition(3);
            default -> payload(number);
        };
    }

    private static String dataModel(int names) {
        var lists = IntStream.range(0, names).mapToObj("""
            "list_%d":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},\
            "title":{"type":"string"}}},"__example__":[{"id":"1","title":"One"},{"id":"2","title":"Two"}]}\
            """::formatted).collect(Collectors.joining(","));
        return flow(lists, List.of(""));
    }

    private static String indented(String flow) {
        return new JsonObject(flow).encodePrettily();
    }
}
