package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One screen with all its components, those in forms and in branches of conditions included.
 *
 * @param path where the screen is
 */
record ParsedScreen(String path, JsonNode json, List<Placed> components) {
    /** Components whose value belongs to the form of the screen. */
    private static final Set<String> INPUTS = Set.of(
            "TextInput",
            "TextArea",
            "CheckboxGroup",
            "RadioButtonsGroup",
            "Dropdown",
            "ChipsSelector",
            "OptIn",
            "DatePicker",
            "CalendarPicker",
            "PhotoPicker",
            "DocumentPicker");

    /**
     * A component where it is.
     *
     * @param inForm whether it is in a Form
     * @param inBranch whether it is in a branch of an If or a Switch
     */
    record Placed(String path, JsonNode json, boolean inForm, boolean inBranch) {
        String type() {
            return json.path("type").asText("");
        }

        String name() {
            return json.path("name").asText("");
        }

        boolean isInput() {
            return INPUTS.contains(type());
        }
    }

    static ParsedScreen of(String path, JsonNode json) {
        var components = new ArrayList<Placed>();
        collect(
                PositionedJson.member(PositionedJson.member(path, "layout"), "children"),
                json.at("/layout/children"),
                false,
                false,
                components);
        return new ParsedScreen(path, json, components);
    }

    private static void collect(
            String path, JsonNode children, boolean inForm, boolean inBranch, List<Placed> components) {
        for (var i = 0; i < children.size(); i++) {
            if (children.isArray() && children.get(i).isObject()) {
                collect(new Placed(PositionedJson.item(path, i), children.get(i), inForm, inBranch), components);
            }
        }
    }

    private static void collect(Placed placed, List<Placed> components) {
        components.add(placed);
        var json = placed.json();
        switch (placed.type()) {
            case "Form" ->
                collect(member(placed, "children"), json.path("children"), true, placed.inBranch, components);
            case "If" -> {
                collect(member(placed, "then"), json.path("then"), placed.inForm, true, components);
                collect(member(placed, "else"), json.path("else"), placed.inForm, true, components);
            }
            case "Switch" ->
                json.path("cases")
                        .properties()
                        .forEach(branch -> collect(
                                PositionedJson.member(member(placed, "cases"), branch.getKey()),
                                branch.getValue(),
                                placed.inForm,
                                true,
                                components));
            default -> {}
        }
    }

    private static String member(Placed placed, String name) {
        return PositionedJson.member(placed.path, name);
    }

    String id() {
        return json.path("id").asText("");
    }

    boolean isTerminal() {
        return json.path("terminal").asBoolean(false);
    }

    Stream<Placed> ofType(String type) {
        return components.stream().filter(component -> component.type().equals(type));
    }

    List<String> inputNames() {
        return components.stream().filter(Placed::isInput).map(Placed::name).toList();
    }

    JsonNode data() {
        return json.path("data");
    }
}
