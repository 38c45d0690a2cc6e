package io.parley.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Flow that tries to run scripts, to load files, and to exhaust a browser. A script that ran would set window.ran. */
final class HostileFlow {
    private static final String SCRIPT = "<script>window.ran=1</script><img src=x onerror='window.ran=2'>";
    private static final int COMPONENTS = 5_000;
    private static final int DEPTH = 40;
    private static final int TEXT = 1_000_000;

    private HostileFlow() {}

    static String json() throws Exception {
        var children = new ArrayList<Object>(List.of(
                text("TextHeading", SCRIPT),
                Map.of(
                        "type",
                        "TextBody",
                        "markdown",
                        true,
                        "text",
                        List.of(
                                "[click](javascript:window.ran=3) **" + SCRIPT + "**",
                                "[data](data:text/html,<script>window.ran=4</script>) [ok](https://example.com/)",
                                "![picture](https://example.com/tracker.png)")),
                text("RichText", "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+) | " + SCRIPT + " |"),
                Map.of("type", "TextBody", "markdown", true, "text", "*[".repeat(TEXT / 2)),
                text("TextBody", "`" + "(".repeat(TEXT) + "`"),
                link("Open script", "javascript:window.ran=5"),
                link("Open data", "data:text/html,<script>window.ran=6</script>"),
                Map.of("type", "Image", "src", "https://example.com/tracker.png", "alt-text", SCRIPT),
                Map.of("type", "Image", "src", "\" onerror=\"window.ran=7", "width", "1;position:fixed"),
                Map.of("type", "constructor", "text", SCRIPT),
                Map.of("type", "__proto__"),
                Map.of(
                        "type",
                        "TextInput",
                        "name",
                        "__proto__",
                        "label",
                        SCRIPT,
                        "init-value",
                        SCRIPT,
                        "pattern",
                        "((("),
                Map.of("type", "Dropdown", "name", "d", "label", "D", "data-source", options()),
                Map.of("type", "Switch", "value", "constructor", "cases", Map.of()),
                nested(DEPTH)));
        for (var i = 0; i < COMPONENTS; i++) {
            children.add(text("TextBody", "Component " + i));
        }
        var screen = Map.of(
                "id",
                "MAIN",
                "title",
                SCRIPT,
                "data",
                Map.of("toString", 1),
                "layout",
                Map.of("type", "SingleColumnLayout", "children", children));
        return new ObjectMapper().writeValueAsString(Map.of("version", SCRIPT, "screens", List.of(screen)));
    }

    private static Map<String, Object> text(String type, String text) {
        return Map.of("type", type, "text", text);
    }

    private static Map<String, Object> link(String text, String url) {
        return Map.of("type", "EmbeddedLink", "text", text, "on-click-action", Map.of("name", "open_url", "url", url));
    }

    private static List<Object> options() {
        var options = new ArrayList<Object>();
        for (var i = 0; i < COMPONENTS; i++) {
            options.add(Map.of("id", SCRIPT + i, "title", SCRIPT, "image", "https://example.com/tracker.png"));
        }
        return options;
    }

    /** Conditions in conditions. */
    private static Map<String, Object> nested(int depth) {
        Map<String, Object> inner = text("TextBody", "inner");
        for (var i = 0; i < depth; i++) {
            inner = Map.of("type", "If", "condition", "1 == 1 || ${data.toString}", "then", List.of(inner));
        }
        return inner;
    }
}
