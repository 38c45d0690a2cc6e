package io.parley.flow.validation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Files of the maximum size, each of the parts that need most memory for their bytes. */
final class LargeFlows {
    private static final String SCREEN =
            "{\"version\":\"7.3\",\"screens\":[{\"id\":\"MAIN\",\"layout\":{\"children\":[";
    private static final String ACTION = SCREEN
            + "{\"type\":\"EmbeddedLink\",\"text\":\"A\",\"on-click-action\":{\"name\":\"update_data\",\"payload\":{";

    /**
     * A file.
     *
     * @param part returns the repeated part for its number
     */
    private record RepeatedPart(String before, IntFunction<String> part, String after) {
        byte[] file() {
            var file = new StringBuilder(before);
            var max = FlowValidator.MAX_SIZE - utf8(before + after).length + before.length();
            var number = 0;
            for (var next = part.apply(0); file.length() + next.length() <= max; next = part.apply(number)) {
                file.append(next);
                number++;
            }
            return utf8(file.append(after).toString());
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final Map<String, RepeatedPart> FILES = new TreeMap<>(Map.ofEntries(
            Map.entry("numbers", always("{\"version\":\"7.3\",\"screens\":[", "0,", "0]}")),
            Map.entry("arrays", always("{\"version\":\"7.3\",\"screens\":[", "[],", "0]}")),
            Map.entry("screens", always("{\"version\":\"7.3\",\"screens\":[", "{},", "{}]}")),
            Map.entry("components", always(SCREEN, "{},", "0]}}]}")),
            Map.entry("conditions", always(SCREEN, "{\"type\":\"If\"},", "0]}}]}")),
            Map.entry("footers", always(SCREEN, "{\"type\":\"Footer\"},", "0]}}]}")),
            Map.entry("keys", counted("{\"version\":\"7.3\",", "\"%x\":0,", "\"a\":0}")),
            Map.entry("repeated-keys", always("{\"version\":\"7.3\",", "\"\":0,", "\"a\":0}")),
            Map.entry(
                    "objects-with-repeated-keys",
                    always("{\"version\":\"7.3\",\"screens\":[", "{\"\":0,\"\":0},", "0]}")),
            Map.entry(
                    "routes",
                    counted("{\"version\":\"7.3\",\"screens\":[],\"routing_model\":{", "\"%x\":[],", "\"a\":[]}}")),
            Map.entry(
                    "destinations",
                    always("{\"version\":\"7.3\",\"screens\":[],\"routing_model\":{\"A\":[", "\"\",", "\"A\"]}}")),
            Map.entry("operators", always(SCREEN + "{\"type\":\"If\",\"condition\":\"", "!", "${data.x}\"}]}}]}")),
            Map.entry("operands", always(SCREEN + "{\"type\":\"TextBody\",\"text\":\"`", "1 ", "`\"}]}}]}")),
            Map.entry("bindings", counted(SCREEN + "{\"type\":\"TextBody\",\"text\":\"`", "${data.%x}", "`\"}]}}]}")),
            Map.entry("bound-properties", always(SCREEN, "{\"type\":\"TextBody\",\"text\":\"${data.x}\"},", "0]}}]}")),
            Map.entry("payload", counted(ACTION, "\"%x\":\"``\",", "\"a\":0}}}]}}]}")),
            Map.entry(
                    "data-model",
                    counted("{\"version\":\"7.3\",\"screens\":[{\"data\":{", "\"%x\":{},", "\"a\":{}}}]}")),
            Map.entry("inputs", counted(SCREEN, "{\"type\":\"TextArea\",\"name\":\"%x\"},", "0]}}]}")),
            Map.entry("escapes", always(SCREEN + "{\"type\":\"TextBody\",\"text\":\"", "\\n", "\"}]}}]}")),
            Map.entry("wide-text", always(SCREEN + "{\"type\":\"TextBody\",\"text\":\"", "x", "\u20ac\"}]}}]}")),
            Map.entry("image", always(SCREEN + "{\"type\":\"Image\",\"src\":\"", "AAAA", "\"}]}}]}")),
            Map.entry("lines", always("{\"version\":\"7.3\",\"screens\":[", "\n", "0]}")),
            Map.entry("not-json", always("{\"version\":\"7.3\",\"screens\":[", "0,", "]}"))));

    private LargeFlows() {}

    private static RepeatedPart always(String before, String part, String after) {
        return new RepeatedPart(before, number -> part, after);
    }

    private static RepeatedPart counted(String before, String part, String after) {
        return new RepeatedPart(before, number -> part.formatted(number), after);
    }

    static Iterable<String> names() {
        return FILES.keySet();
    }

    static byte[] file(String name) {
        return FILES.get(name).file();
    }
}
