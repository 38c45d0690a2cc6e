package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.flow.json.PositionedJsonReader.SyntaxException;
import io.parley.sandbox.web.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Checks a Flow JSON as Meta does when it is uploaded. Sources: documents <a
 * href="https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/flowjson">Flow JSON</a>,
 * Components and Error Codes. The rules are the frequent ones: a document without errors here may have some at Meta.
 */
public final class FlowJsonCheck {
    private static final Set<String> MEMBERS =
            Set.of("version", "screens", "routing_model", "data_api_version", "data_channel_uri");
    private static final String VERSION = "version";
    private static final String DATA_API_VERSION = "data_api_version";

    private final ComponentTable table = new ComponentTable();

    public FlowJsonReport check(byte[] file) {
        try {
            return check(PositionedJsonReader.read(file));
        } catch (SyntaxException e) {
            return broken(e.span(), e.getMessage());
        }
    }

    private static FlowJsonReport broken(TextSpan span, String message) {
        var errors = Json.MAPPER.createArrayNode();
        errors.add(FlowJsonErrors.json("INVALID_FLOW_JSON", message, span, ""));
        return new FlowJsonReport(Json.MAPPER.missingNode(), null, null, errors);
    }

    private FlowJsonReport check(PositionedJson json) {
        var root = json.root();
        if (!root.isObject()) {
            return broken(json.valueAt(""), "A Flow JSON must be an object.");
        }
        var errors = new FlowJsonErrors(json);
        json.duplicates()
                .forEach(path -> errors.atKey(path, "INVALID_PROPERTY_KEY", "The key exists twice: " + path + "."));
        checkMembers(root, errors);
        var version = checkVersion(root, errors);
        if (version != null) {
            checkContent(root, version, errors);
        }
        return new FlowJsonReport(
                root,
                root.path(VERSION).asText(null),
                root.path(DATA_API_VERSION).asText(null),
                errors.report());
    }

    private static void checkMembers(JsonNode root, FlowJsonErrors errors) {
        root.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                errors.atKey(name, "INVALID_PROPERTY_KEY", "The property \"" + name + "\" cannot be specified here.");
            }
        });
    }

    /** Returns the version; null if it is not one that exists. */
    private static String checkVersion(JsonNode root, FlowJsonErrors errors) {
        var version = root.path(VERSION);
        if (version.isMissingNode()) {
            errors.atOwner("", root, "MISSING_FLOW_JSON_VERSION", "The Flow JSON has no version.");
        } else if (!version.isTextual() || !version.asText().matches("\\d+\\.\\d+")) {
            errors.atValue(VERSION, "INVALID_FLOW_JSON_VERSION", "The version must be a text as \"7.3\".");
        } else if (!FlowJsonVersions.exists(version.asText())) {
            errors.atValue(
                    VERSION,
                    "UNSUPPORTED_FLOW_JSON_VERSION",
                    "Version " + version.asText() + " of Flow JSON is not supported.");
        } else {
            return version.asText();
        }
        return null;
    }

    private void checkContent(JsonNode root, String version, FlowJsonErrors errors) {
        checkDataApi(root, version, errors);
        var screens = screens(root, errors);
        var components = new ComponentProperties(table, version, errors);
        screens.forEach(screen -> {
            new ScreenPropertiesCheck(screen, errors).check();
            components.check(screen);
            new ScreenContents(screen, version, errors).check();
            new BindingReferences(screen, errors).check();
        });
        new ScreensCheck(screens, errors).check();
        new ScreenTransitions(root, screens, errors).check();
    }

    private static void checkDataApi(JsonNode root, String version, FlowJsonErrors errors) {
        var dataApi = root.path(DATA_API_VERSION);
        if (dataApi.isMissingNode()) {
            return;
        }
        if (!FlowJsonVersions.hasDataApi(version, dataApi.asText())) {
            errors.atValue(
                    DATA_API_VERSION,
                    "NO_SUPPORTED_DATA_API_VERSION",
                    "Version " + dataApi.asText() + " of the data API is not supported by Flow JSON " + version + ".");
        }
        if (!root.path("routing_model").isObject()) {
            errors.atOwner(
                    "",
                    root,
                    "MISSING_REQUIRED_PROPERTY",
                    "A Flow with data_api_version needs the property \"routing_model\".");
        }
    }

    private static List<ParsedScreen> screens(JsonNode root, FlowJsonErrors errors) {
        var screens = root.path("screens");
        if (screens.isMissingNode()) {
            errors.atOwner("", root, "MISSING_REQUIRED_PROPERTY", "The required property \"screens\" is missing.");
            return List.of();
        }
        if (!screens.isArray()) {
            errors.atValue("screens", "INVALID_PROPERTY_TYPE", "The property \"screens\" must be an array.");
            return List.of();
        }
        if (screens.isEmpty()) {
            errors.atValue("screens", "MIN_ITEMS_REQUIRED", "The property \"screens\" needs at least 1 item.");
        }
        return IntStream.range(0, screens.size())
                .mapToObj(i -> ParsedScreen.of(PositionedJson.item("screens", i), screens.get(i)))
                .toList();
    }
}
