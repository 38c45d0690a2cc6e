package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.flow.json.ParsedScreen.Placed;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Checks the components of a screen against the table: types, properties, lengths.
 *
 * @param version version of Flow JSON of the document
 */
record ComponentProperties(ComponentTable table, String version, FlowJsonErrors errors) {
    private static final List<String> IMPLIED = List.of("type", "visible");
    private static final Set<String> ACTION_KEYS = Set.of("on-click-action", "on-select-action", "on-unselect-action");
    private static final Map<String, Set<String>> ACTIONS = Map.of(
            "navigate", Set.of("name", "next", "payload"),
            "complete", Set.of("name", "payload"),
            "data_exchange", Set.of("name", "payload"),
            "update_data", Set.of("name", "payload"),
            "open_url", Set.of("name", "url"));
    private static final Set<String> ACTIONS_SINCE_6 = Set.of("update_data", "open_url");

    void check(ParsedScreen screen) {
        screen.components().forEach(this::check);
    }

    private void check(Placed component) {
        var path = component.path();
        var json = component.json();
        if (json.path("type").isMissingNode()) {
            errors.atOwner(path, json, "MISSING_REQUIRED_TYPE_PROPERTY", "The component has no property \"type\".");
        } else if (!table.exists(component.type(), version)) {
            errors.atValue(
                    PositionedJson.member(path, "type"),
                    "INVALID_PROPERTY_VALUE",
                    "Flow JSON " + version + " has no component " + component.type() + ".");
        } else {
            check(path, json, component.type(), withImplied(component.type()));
            if (isLabelRequired(component)) {
                missing(path, json, "label", component.type());
            }
        }
    }

    private Map<String, PropertyRule> withImplied(String type) {
        var rules = new HashMap<>(table.component(type));
        rules.put("type", PropertyRule.of("text!"));
        rules.put("visible", PropertyRule.of("bool"));
        return rules;
    }

    /** The label of a group is required since 4.0. */
    private boolean isLabelRequired(Placed component) {
        return Set.of("CheckboxGroup", "RadioButtonsGroup").contains(component.type())
                && FlowJsonVersions.isAtLeast(version, "4.0")
                && !component.json().has("label");
    }

    private void check(String path, JsonNode json, String owner, Map<String, PropertyRule> rules) {
        json.properties().forEach(property -> {
            var name = property.getKey();
            var rule = rules.get(name);
            var at = PositionedJson.member(path, name);
            if (rule == null || rule.since() != null && !FlowJsonVersions.isAtLeast(version, rule.since())) {
                errors.atKey(
                        at,
                        "INVALID_PROPERTY_KEY",
                        "The property \"" + name + "\" cannot be specified at " + owner + ".");
            } else {
                check(at, name, property.getValue(), rule);
            }
        });
        rules.forEach((name, rule) -> {
            if (rule.required() && !json.has(name)) {
                missing(path, json, name, owner);
            }
        });
    }

    private void missing(String path, JsonNode json, String name, String owner) {
        errors.atOwner(
                path,
                json,
                "MISSING_REQUIRED_PROPERTY",
                "The required property \"" + name + "\" of " + owner + " is missing.");
    }

    private void check(String path, String name, JsonNode value, PropertyRule rule) {
        if (!rule.hasType(value)) {
            checkDynamic(path, name, value, rule);
        } else if (value.isTextual()) {
            checkText(path, name, value.asText(), rule);
        } else if (value.isArray()) {
            checkItems(path, name, value, rule);
        } else if (ACTION_KEYS.contains(name)) {
            checkAction(path, value);
        } else if (value.isObject()) {
            checkObject(path, name, value, rule);
        }
    }

    private void checkDynamic(String path, String name, JsonNode value, PropertyRule rule) {
        if (value.isTextual() && !PropertyRule.isDynamic(value)) {
            errors.atValue(
                    path,
                    "PATTERN_MISMATCH",
                    "The property \"" + name + "\" must be of type " + String.join(" or ", rule.types())
                            + " or a binding as ${data.name}.");
        } else if (!value.isTextual()) {
            errors.atValue(
                    path,
                    "INVALID_PROPERTY_TYPE",
                    "The property \"" + name + "\" must be of type " + String.join(" or ", rule.types()) + ", not "
                            + value.getNodeType().name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    private void checkText(String path, String name, String text, PropertyRule rule) {
        if (text.contains("${") || text.startsWith("`")) {
            return;
        }
        if (!rule.allowed().isEmpty() && !rule.allowed().contains(text)) {
            errors.atValue(
                    path, "INVALID_ENUM_VALUE", "The property \"" + name + "\" must be one of " + rule.allowed() + ".");
        }
        if (rule.required() && text.isEmpty()) {
            errors.atValue(path, "MIN_CHARS_REQUIRED", "The property \"" + name + "\" needs at least 1 character.");
        }
        if (rule.max() > 0 && text.codePointCount(0, text.length()) > rule.max()) {
            errors.atValue(
                    path,
                    "INVALID_PROPERTY_VALUE",
                    "The property \"" + name + "\" can have at most " + rule.max() + " characters.");
        }
    }

    private void checkItems(String path, String name, JsonNode list, PropertyRule rule) {
        if (list.size() < rule.min()) {
            errors.atValue(
                    path,
                    name.equals("then") ? "INVALID_PROPERTY_VALUE" : "MIN_ITEMS_REQUIRED",
                    "The property \"" + name + "\" needs at least " + rule.min() + " item(s).");
        }
        if (rule.max() > 0 && rule.shape() != null && list.size() > rule.max()) {
            errors.atValue(
                    path,
                    "INVALID_PROPERTY_VALUE",
                    "The property \"" + name + "\" can have at most " + rule.max() + " items.");
        }
        for (var i = 0; rule.shape() != null && i < list.size(); i++) {
            var item = PositionedJson.item(path, i);
            if (list.get(i).isObject()) {
                check(item, list.get(i), "an item of " + name, table.shape(rule.shape()));
            } else if (!PropertyRule.isDynamic(list.get(i))) {
                errors.atValue(item, "INVALID_PROPERTY_TYPE", "The items of \"" + name + "\" must be objects.");
            }
        }
    }

    private void checkObject(String path, String name, JsonNode value, PropertyRule rule) {
        if (value.size() < rule.min()) {
            errors.atValue(path, "MIN_ITEMS_REQUIRED", "The property \"" + name + "\" must not be empty.");
        }
        if (rule.shape() != null) {
            check(path, value, name, table.shape(rule.shape()));
        }
    }

    private void checkAction(String path, JsonNode action) {
        var name = action.path("name").asText("");
        var members = ACTIONS.get(name);
        if (!action.has("name")) {
            missing(path, action, "name", "an action");
        } else if (members == null || ACTIONS_SINCE_6.contains(name) && !FlowJsonVersions.isAtLeast(version, "6.0")) {
            errors.atValue(
                    PositionedJson.member(path, "name"),
                    "INVALID_ENUM_VALUE",
                    "Flow JSON " + version + " has no action " + name + ".");
        } else {
            action.fieldNames().forEachRemaining(member -> {
                if (!members.contains(member)) {
                    errors.atKey(
                            PositionedJson.member(path, member),
                            "INVALID_PROPERTY_KEY",
                            "The property \"" + member + "\" cannot be specified at the action " + name + ".");
                }
            });
        }
    }
}
