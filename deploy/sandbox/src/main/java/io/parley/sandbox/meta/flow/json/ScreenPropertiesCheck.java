package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Checks the properties of one screen, and its data model. */
record ScreenPropertiesCheck(ParsedScreen screen, FlowJsonErrors errors) {
    private static final Set<String> MEMBERS =
            Set.of("id", "title", "layout", "terminal", "success", "data", "refresh_on_back", "sensitive");
    private static final Set<String> TYPES = Set.of("string", "number", "boolean", "object", "array");
    private static final String KEY = "INVALID_PROPERTY_KEY";
    private static final String MISSING = "MISSING_REQUIRED_PROPERTY";
    private static final String TYPE = "INVALID_PROPERTY_TYPE";
    private static final String DATA = "INVALID_SCREEN_DATA";
    private static final String EXAMPLE = "__example__";

    void check() {
        if (!screen.json().isObject()) {
            errors.atValue(screen.path(), TYPE, "A screen must be an object.");
            return;
        }
        screen.json().fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                errors.atKey(member(name), KEY, "The property \"" + name + "\" cannot be specified at a screen.");
            }
        });
        checkId();
        checkTitle();
        checkFlags();
        checkLayout();
        checkData();
    }

    private String member(String name) {
        return PositionedJson.member(screen.path(), name);
    }

    private void missing(String path, JsonNode owner, String name) {
        errors.atOwner(path, owner, MISSING, "The required property \"" + name + "\" is missing.");
    }

    private void checkId() {
        var id = screen.json().path("id");
        if (id.isMissingNode()) {
            missing(screen.path(), screen.json(), "id");
        } else if (!id.isTextual()) {
            errors.atValue(member("id"), TYPE, "The property \"id\" must be a string.");
        } else if (id.asText().equalsIgnoreCase("SUCCESS")) {
            errors.atValue(member("id"), "SCREEN_ID_IS_RESERVED_KEYWORD", "The screen id SUCCESS is reserved.");
        } else if (!id.asText().matches("[A-Za-z_]+")) {
            errors.atValue(member("id"), "PATTERN_MISMATCH", "A screen id has letters and underscores only.");
        }
    }

    private void checkTitle() {
        if (screen.json().has("title") && !screen.json().path("title").isTextual()) {
            errors.atValue(member("title"), TYPE, "The property \"title\" must be a string.");
        }
    }

    private void checkFlags() {
        for (var name : new String[] {"terminal", "success", "refresh_on_back"}) {
            var value = screen.json().path(name);
            if (!value.isMissingNode() && !value.isBoolean()) {
                errors.atValue(member(name), TYPE, "The property \"" + name + "\" must be a boolean.");
            }
        }
        if (screen.json().has("success") && !screen.isTerminal()) {
            errors.atKey(
                    member("success"),
                    "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
                    "Only a terminal screen has the property \"success\".");
        }
    }

    private void checkLayout() {
        var layout = screen.json().path("layout");
        var path = member("layout");
        if (layout.isMissingNode()) {
            missing(screen.path(), screen.json(), "layout");
        } else if (!layout.isObject()) {
            errors.atValue(path, TYPE, "The property \"layout\" must be an object.");
        } else {
            checkLayout(layout, path);
        }
    }

    private void checkLayout(JsonNode layout, String path) {
        if (layout.path("type").isMissingNode()) {
            errors.atOwner(path, layout, "MISSING_REQUIRED_TYPE_PROPERTY", "The layout has no property \"type\".");
        } else if (!layout.path("type").asText().equals("SingleColumnLayout")) {
            errors.atValue(
                    PositionedJson.member(path, "type"),
                    "INVALID_PROPERTY_VALUE",
                    "The type of a layout must be SingleColumnLayout.");
        }
        if (!layout.has("children")) {
            missing(path, layout, "children");
        } else if (!layout.path("children").isArray()) {
            errors.atValue(PositionedJson.member(path, "children"), TYPE, "The children must be an array.");
        } else if (layout.path("children").isEmpty()) {
            errors.atValue(
                    PositionedJson.member(path, "children"), "MIN_ITEMS_REQUIRED", "A screen needs at least 1 child.");
        }
        layout.fieldNames().forEachRemaining(name -> {
            if (!Set.of("type", "children").contains(name)) {
                errors.atKey(
                        PositionedJson.member(path, name),
                        KEY,
                        "The property \"" + name + "\" cannot be specified at a layout.");
            }
        });
    }

    private void checkData() {
        if (screen.json().has("data") && !screen.data().isObject()) {
            errors.atValue(member("data"), TYPE, "The property \"data\" must be an object.");
        }
        screen.data().properties().forEach(field -> {
            var path = PositionedJson.member(member("data"), field.getKey());
            checkSchema(path, field.getKey(), field.getValue());
            if (field.getValue().isObject() && !field.getValue().has(EXAMPLE)) {
                errors.atKey(path, MISSING, "The field " + field.getKey() + " has no property \"" + EXAMPLE + "\".");
            }
        });
    }

    private void checkSchema(String path, String name, JsonNode schema) {
        var type = schema.path("type");
        if (!schema.isObject()) {
            errors.atValue(path, DATA, "The schema of the field " + name + " must be an object.");
        } else if (type.isMissingNode()) {
            errors.atOwner(path, schema, DATA, "The schema of the field " + name + " has no type.");
        } else if (!type.isTextual() || !TYPES.contains(type.asText())) {
            errors.atValue(
                    PositionedJson.member(path, "type"), DATA, "The type of the field " + name + " is not known.");
        } else {
            checkExample(path, name, schema);
            if (type.asText().equals("array") && !schema.has("items")) {
                errors.atOwner(path, schema, DATA, "The schema of the array " + name + " has no items.");
            }
        }
    }

    private void checkExample(String path, String name, JsonNode schema) {
        var example = schema.path(EXAMPLE);
        var fits =
                switch (schema.path("type").asText()) {
                    case "string" -> example.isTextual();
                    case "number" -> example.isNumber();
                    case "boolean" -> example.isBoolean();
                    case "array" -> example.isArray();
                    default -> example.isObject();
                };
        if (!example.isMissingNode() && !fits) {
            errors.atValue(
                    PositionedJson.member(path, EXAMPLE),
                    DATA,
                    "The example of the field " + name + " is not of type "
                            + schema.path("type").asText() + ".");
        }
    }
}
