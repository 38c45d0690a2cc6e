package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.flow.json.ParsedScreen.Placed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Checks what a screen may contain together: numbers of components, footers, forms and pairs of properties. */
record ScreenContents(ParsedScreen screen, String version, FlowJsonErrors errors) {
    private static final int MAX_COMPONENTS = 50;
    private static final Map<String, Limit> LIMITS = Map.of(
            "Footer", new Limit(1, "MAX_FOOTER_PER_SCREEN"),
            "EmbeddedLink", new Limit(2, "MAX_EMBEDDED_LINK_PER_SCREEN"),
            "Image", new Limit(3, "MAX_IMAGE_PER_SCREEN"),
            "OptIn", new Limit(5, "MAX_OPT_IN_PER_SCREEN"));
    private static final List<List<String>> ORDERED = List.of(
            List.of("min-selected-items", "max-selected-items"),
            List.of("min-chars", "max-chars"),
            List.of("min-days", "max-days"),
            List.of("min-uploaded-photos", "max-uploaded-photos"),
            List.of("min-uploaded-documents", "max-uploaded-documents"));
    private static final String TYPE = "type";

    private record Limit(int count, String code) {}

    void check() {
        checkNumbers();
        checkForms();
        checkNames();
        screen.components().forEach(this::checkPairs);
        screen.ofType("If").forEach(this::checkIf);
        screen.ofType("Switch").forEach(this::checkSwitch);
        screen.ofType("Footer").forEach(this::checkCaptions);
        screen.ofType("Form").forEach(this::checkInitialValues);
    }

    private static String typeOf(Placed component) {
        return PositionedJson.member(component.path(), TYPE);
    }

    private void checkNumbers() {
        LIMITS.forEach((type, limit) -> screen.ofType(type)
                .filter(component -> !component.inBranch())
                .skip(limit.count)
                .findFirst()
                .ifPresent(extra -> errors.atValue(
                        typeOf(extra),
                        limit.code,
                        "A screen can have " + limit.count + " component(s) of type " + type + ".")));
        if (screen.components().size() > MAX_COMPONENTS) {
            errors.atOwner(
                    screen.path(),
                    screen.json(),
                    "MAX_ALLOWED_COMPONENTS_PER_SCREEN",
                    "A screen can have " + MAX_COMPONENTS + " components.");
        }
    }

    private void checkForms() {
        var hasForm = screen.ofType("Form").findAny().isPresent();
        var isOld = !FlowJsonVersions.isAtLeast(version, "4.0");
        screen.components().stream()
                .filter(component -> component.isInput() && !component.inForm())
                .filter(component -> isOld || hasForm)
                .forEach(component -> errors.atValue(
                        typeOf(component),
                        isOld ? "KEYWORD_ONE_OF" : "COMPONENTS_OUTSIDE_FORM",
                        "The component " + component.type() + " must be in the Form."));
    }

    private void checkNames() {
        var names = new HashSet<String>();
        screen.components().stream()
                .filter(component -> component.isInput() && !component.inBranch())
                .filter(component -> !component.name().isEmpty() && !names.add(component.name()))
                .forEach(component -> errors.atValue(
                        PositionedJson.member(component.path(), "name"),
                        "DUPLICATE_FORM_COMPONENT_NAMES",
                        "The name " + component.name() + " exists twice."));
    }

    private void checkPairs(Placed component) {
        for (var pair : ORDERED) {
            var min = component.json().path(pair.getFirst());
            var max = component.json().path(pair.getLast());
            if (min.isNumber() && max.isNumber() && min.asDouble() > max.asDouble()) {
                errors.atValue(
                        PositionedJson.member(component.path(), pair.getFirst()),
                        "MIN_VALUE_GREATER_THAN_MAX",
                        pair.getFirst() + " of " + component.type() + " is greater than " + pair.getLast() + ".");
            }
        }
    }

    private void checkIf(Placed component) {
        var then = hasFooter(component.json().path("then"));
        var otherwise = hasFooter(component.json().path("else"));
        if (then != otherwise) {
            errors.atValue(
                    typeOf(component),
                    "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
                    "If a branch has a Footer, then and else need one.");
        }
    }

    private void checkSwitch(Placed component) {
        var cases = component.json().path("cases");
        var with = cases.valueStream().filter(ScreenContents::hasFooter).count();
        if (with > 0 && with < cases.size()) {
            errors.atValue(
                    typeOf(component),
                    "MISSING_FOOTER_IN_SWITCH_BRANCHES",
                    "If a case has a Footer, all cases need one.");
        }
    }

    /** Returns whether a branch shows a Footer, itself or by a condition in it. */
    private static boolean hasFooter(JsonNode branch) {
        return branch.valueStream().anyMatch(child -> switch (child.path(TYPE).asText()) {
            case "Footer" -> true;
            case "If" -> hasFooter(child.path("then"));
            case "Switch" -> child.path("cases").valueStream().anyMatch(ScreenContents::hasFooter);
            default -> false;
        });
    }

    private void checkCaptions(Placed footer) {
        if (footer.json().has("left-caption") != footer.json().has("right-caption")) {
            errors.atValue(
                    typeOf(footer), "INVALID_DEPENDENCIES", "A Footer has left-caption and right-caption, or neither.");
        }
    }

    private void checkInitialValues(Placed form) {
        var pickers = form.json()
                .path("children")
                .valueStream()
                .filter(child -> child.path(TYPE).asText().matches("PhotoPicker|DocumentPicker"))
                .map(child -> child.path("name").asText())
                .toList();
        form.json().path("init-values").fieldNames().forEachRemaining(name -> {
            if (pickers.contains(name)) {
                errors.atKey(
                        PositionedJson.member(PositionedJson.member(form.path(), "init-values"), name),
                        "NATIVE_COMPONENT_IN_FORM_INIT_VALUES",
                        "The picker " + name + " cannot have an initial value.");
            }
        });
    }
}
