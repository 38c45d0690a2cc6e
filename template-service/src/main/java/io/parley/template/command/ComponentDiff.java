package io.parley.template.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the components of a file with those that the API returns. It returns them as they were submitted; of templates
 * that were created at WhatsApp, or changed there, it has no samples of files, no switches of authentication templates and
 * no limited-time offers. What it does not return is not a difference, and neither is the fixed text of an authentication
 * template.
 */
final class ComponentDiff {
    private static final String SAMPLE = "example";
    private static final Set<String> NOT_RETURNED =
            Set.of(SAMPLE, "addSecurityRecommendation", "codeExpirationMinutes");
    private static final Set<String> COMPONENTS_NOT_RETURNED = Set.of("LIMITED_TIME_OFFER", "CALL_PERMISSION_REQUEST");
    private static final Map<String, String> DEFAULTS = Map.of(
            "timeToLiveMinutes", "1440",
            "flowAction", "navigate",
            "zeroTapTermsAccepted", "false",
            "hasExpiration", "false",
            "addSecurityRecommendation", "false");

    private final boolean isAuthentication;
    private final List<String> lines = new ArrayList<>();

    private ComponentDiff(boolean isAuthentication) {
        this.isAuthentication = isAuthentication;
    }

    /** Returns a line for each removed ({@code -}) and added ({@code +}) value; none if there is no difference. */
    static List<String> lines(JsonNode wanted, JsonNode present, String category) {
        var diff = new ComponentDiff(category.equals("AUTHENTICATION"));
        diff.components(byType(wanted), byType(present));
        return diff.lines;
    }

    private static Map<String, JsonNode> byType(JsonNode components) {
        var map = new LinkedHashMap<String, JsonNode>();
        components.forEach(component -> map.put(component.path("type").asText(), component));
        return map;
    }

    private void components(Map<String, JsonNode> wanted, Map<String, JsonNode> present) {
        union(wanted.keySet(), present.keySet()).forEach(type -> {
            if (!present.containsKey(type) && COMPONENTS_NOT_RETURNED.contains(type)) {
                return;
            }
            compare(type, wanted.get(type), present.get(type));
        });
    }

    private void compare(String path, @Nullable JsonNode wanted, @Nullable JsonNode present) {
        if (wanted == null || present == null) {
            add("-", path, present);
            add("+", path, wanted);
        } else if (wanted.isObject() && present.isObject()) {
            union(names(wanted), names(present)).stream()
                    .filter(name -> path.endsWith(SAMPLE)
                            ? wanted.has(name) && present.has(name)
                            : isCompared(name, wanted, present))
                    .forEach(name -> compare(path + "." + name, wanted.get(name), present.get(name)));
        } else if (wanted.isArray() && present.isArray()) {
            elements(path, wanted, present);
        } else if (!wanted.asText().equals(present.asText())) {
            add("-", path, present);
            add("+", path, wanted);
        }
    }

    private void elements(String path, JsonNode wanted, JsonNode present) {
        if (path.endsWith(".components")) {
            components(byType(wanted), byType(present));
            return;
        }
        for (var i = 0; i < Math.max(wanted.size(), present.size()); i++) {
            compare(path + "[" + i + "]", wanted.get(i), present.get(i));
        }
    }

    private boolean isCompared(String name, JsonNode wanted, JsonNode present) {
        if (name.equals(SAMPLE)) {
            return wanted.has(name) && present.has(name);
        }
        if (!present.has(name)) {
            return !NOT_RETURNED.contains(name) && !isDefault(name, wanted.get(name));
        }
        return wanted.has(name) || !(isDefault(name, present.get(name)) || isFixedText(name));
    }

    private static boolean isDefault(String name, JsonNode value) {
        return value.isNull() || value.asText().equals(DEFAULTS.get(name));
    }

    private boolean isFixedText(String name) {
        return isAuthentication && (name.equals("text") || NOT_RETURNED.contains(name));
    }

    private void add(String sign, String path, @Nullable JsonNode value) {
        if (value != null) {
            var text = value.isTextual() ? value.textValue().replace("\n", "\\n") : value.toString();
            lines.add(sign + " " + path + ": " + text);
        }
    }

    private static Set<String> names(JsonNode object) {
        var names = new LinkedHashSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        var all = new LinkedHashSet<>(first);
        all.addAll(second);
        return all;
    }
}
