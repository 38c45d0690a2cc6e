package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Checks that the bindings of a screen refer to its data model and to its inputs. */
record BindingReferences(ParsedScreen screen, FlowJsonErrors errors) {
    private static final Pattern BINDING = Pattern.compile("\\$\\{\\s*(data|form)\\.([^.}\\s\\[]+)[^}]*}");

    void check() {
        check(PositionedJson.member(screen.path(), "title"), screen.json().path("title"), false);
        check(PositionedJson.member(screen.path(), "layout"), screen.json().path("layout"), false);
    }

    private void check(String path, JsonNode value, boolean inPayload) {
        if (value.isTextual()) {
            checkText(path, value.asText(), inPayload);
        } else if (value.isObject()) {
            value.properties()
                    .forEach(member -> check(
                            PositionedJson.member(path, member.getKey()),
                            member.getValue(),
                            inPayload || member.getKey().equals("payload")));
        } else if (value.isArray()) {
            for (var i = 0; i < value.size(); i++) {
                check(PositionedJson.item(path, i), value.get(i), inPayload);
            }
        }
    }

    private void checkText(String path, String text, boolean inPayload) {
        var binding = BINDING.matcher(text);
        while (binding.find()) {
            if (!isKnown(binding.group(1), binding.group(2))) {
                errors.atValue(
                        path,
                        inPayload ? "INVALID_ON_CLICK_ACTION_PAYLOAD" : "INVALID_SCREEN_DYNAMIC_DATA",
                        binding.group() + " does not exist on the screen " + screen.id() + ".");
            }
        }
    }

    private boolean isKnown(String root, String name) {
        return root.equals("data")
                ? screen.data().has(name)
                : screen.inputNames().contains(name)
                        || screen.ofType("NavigationList").findAny().isPresent();
    }
}
