package io.parley.sandbox.meta.template.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules of the buttons of a template or card. The sub-codes of combinations are not documented.
 *
 * @param buttons member {@code buttons} of the component
 */
record SubmittedButtons(GraphTemplateRequest request, JsonNode buttons) {
    private static final int MAX_BUTTONS = 10;
    private static final int MAX_TEXT = 25;
    private static final int MAX_URL = 2000;
    private static final int MAX_CODE = 15;

    private static final Map<String, List<String>> MEMBERS = Map.ofEntries(
            Map.entry("QUICK_REPLY", List.of("text")),
            Map.entry("URL", List.of("text", "url", "example", "app_deep_link")),
            Map.entry("PHONE_NUMBER", List.of("text", "phone_number")),
            Map.entry("COPY_CODE", List.of("text", "example")),
            Map.entry(
                    "FLOW",
                    List.of("text", "flow_id", "flow_name", "flow_json", "flow_action", "navigate_screen", "icon")),
            Map.entry("CATALOG", List.of("text")),
            Map.entry("MPM", List.of("text")),
            Map.entry("SPM", List.of("text")),
            Map.entry("VOICE_CALL", List.of("text", "ttl_minutes")),
            Map.entry("REQUEST_CONTACT_INFO", List.of("text")),
            Map.entry("CALL_PERMISSION_REQUEST", List.of("text")));

    private static final List<String> TYPES = MEMBERS.keySet().stream().sorted().toList();

    /** Maximum number of buttons of a type, where it is below that of all buttons. */
    private static final Map<String, Integer> MAX_OF_TYPE =
            Map.of("URL", 2, "PHONE_NUMBER", 1, "COPY_CODE", 1, "FLOW", 1, "VOICE_CALL", 1, "REQUEST_CONTACT_INFO", 1);

    /** Buttons that are the only one of their template. */
    private static final Set<String> ALONE = Set.of("CATALOG", "MPM", "SPM", "CALL_PERMISSION_REQUEST");

    /** Buttons whose label Meta provides if it is absent. */
    private static final Set<String> LABELLED = Set.of("COPY_CODE", "REQUEST_CONTACT_INFO", "CALL_PERMISSION_REQUEST");

    private static final Pattern PHONE = Pattern.compile("\\+?\\d{1,19}");
    private static final Pattern WEB = Pattern.compile("https?://[^\\s/]+\\.[^\\s/]+.*", Pattern.DOTALL);

    void check() {
        if (!buttons.isArray() || buttons.isEmpty()) {
            throw TemplateError.missing("BUTTONS", "buttons");
        }
        if (buttons.size() > MAX_BUTTONS) {
            throw TemplateError.UNDOCUMENTED.rejection("A template can have at most " + MAX_BUTTONS + " buttons.");
        }
        var types = new ArrayList<String>();
        for (var i = 0; i < buttons.size(); i++) {
            types.add(check(buttons.get(i), "components['BUTTONS']['buttons'][" + i + "]"));
        }
        checkCombination(types);
        checkLabels();
    }

    private String check(JsonNode button, String path) {
        var type = GraphTemplateRequest.oneOf(
                path + "['type']", button.path("type").asText(), TYPES);
        var members = new ArrayList<>(MEMBERS.get(type));
        members.add("type");
        SubmissionRules.checkMembers(button, path, members);
        label(button, type);
        switch (type) {
            case "URL" -> url(button);
            case "PHONE_NUMBER" -> phone(button);
            case "COPY_CODE" -> code(button);
            case "FLOW" -> flow(button);
            default -> {}
        }
        return type;
    }

    private static void label(JsonNode button, String type) {
        if (LABELLED.contains(type) && !button.has("text")) {
            return;
        }
        var text = SubmittedComponents.text(button, "BUTTONS", MAX_TEXT);
        if (text.contains("{{") || text.contains("\n")) {
            throw TemplateError.UNDOCUMENTED.rejection("Button text can't have any variables or new lines.");
        }
    }

    private static void url(JsonNode button) {
        var url = button.path("url").asText("");
        if (url.isEmpty()) {
            throw TemplateError.missing("BUTTONS", "url");
        }
        if (SubmissionRules.length(url) > MAX_URL) {
            throw TemplateError.tooLong("BUTTONS url", MAX_URL);
        }
        if (!WEB.matcher(url).matches()) {
            throw TemplateError.UNDOCUMENTED.rejection("The button URL is not valid: " + url);
        }
        var parameters = new TextParameters(url, false);
        if (parameters.isMalformed() || parameters.count() > 1 || parameters.count() == 1 && !url.endsWith("{{1}}")) {
            throw TemplateError.UNDOCUMENTED.rejection("The button URL can have one variable, {{1}}, at its end.");
        }
        var sample = button.path("example").isArray() ? button.at("/example/0") : button.path("example");
        if (parameters.count() == 1 && sample.asText("").isBlank()) {
            throw TemplateError.missing("BUTTONS", "example");
        }
    }

    private static void phone(JsonNode button) {
        var number = button.path("phone_number").asText("");
        if (number.isEmpty()) {
            throw TemplateError.missing("BUTTONS", "phone_number");
        }
        if (!PHONE.matcher(number).matches()) {
            throw TemplateError.UNDOCUMENTED.rejection("The phone number of the button is not valid.");
        }
    }

    private static void code(JsonNode button) {
        var sample = button.path("example").isArray() ? button.at("/example/0") : button.path("example");
        if (sample.asText("").isBlank()) {
            throw TemplateError.missing("BUTTONS", "example");
        }
        if (SubmissionRules.length(sample.asText()) > MAX_CODE) {
            throw TemplateError.tooLong("BUTTONS example", MAX_CODE);
        }
    }

    /** Checks that the button names one flow. Whether the account has it is checked later. */
    private static void flow(JsonNode button) {
        var named = List.of("flow_id", "flow_name", "flow_json").stream()
                .filter(member -> !button.path(member).asText("").isBlank())
                .toList();
        if (named.size() != 1) {
            throw TemplateError.missing("BUTTONS", "flow_id, flow_name or flow_json, exactly one");
        }
        if (button.has("flow_id") && !button.path("flow_id").asText().matches("\\d{1,20}")) {
            throw TemplateError.UNDOCUMENTED.rejection("The flow of the button does not exist.");
        }
        if (button.has("flow_action")) {
            GraphTemplateRequest.oneOf(
                    "flow_action", button.path("flow_action").asText(), List.of("NAVIGATE", "DATA_EXCHANGE"));
        }
        if (button.path("flow_action").asText().equalsIgnoreCase("data_exchange") && button.has("navigate_screen")) {
            throw TemplateError.UNDOCUMENTED.rejection("navigate_screen needs the flow_action navigate.");
        }
    }

    private static void checkCombination(List<String> types) {
        MAX_OF_TYPE.forEach((type, max) -> {
            if (types.stream().filter(type::equals).count() > max) {
                throw TemplateError.UNDOCUMENTED.rejection(
                        "A template can have at most " + max + " buttons of type " + type + ".");
            }
        });
        types.stream().filter(ALONE::contains).findFirst().ifPresent(type -> {
            if (types.size() > 1) {
                throw TemplateError.UNDOCUMENTED.rejection("A button of type " + type + " must be the only one.");
            }
        });
        var first = types.indexOf("QUICK_REPLY");
        var last = types.lastIndexOf("QUICK_REPLY");
        if (first >= 0 && types.subList(first, last).stream().anyMatch(type -> !type.equals("QUICK_REPLY"))) {
            throw TemplateError.UNDOCUMENTED.rejection(
                    "Quick reply buttons must be grouped: other buttons cannot be between them.");
        }
    }

    private void checkLabels() {
        var labels = new HashSet<String>();
        for (var button : buttons) {
            if (button.has("text") && !labels.add(button.path("text").asText())) {
                throw TemplateError.UNDOCUMENTED.rejection("Two buttons can't have the same text.");
            }
        }
    }
}
