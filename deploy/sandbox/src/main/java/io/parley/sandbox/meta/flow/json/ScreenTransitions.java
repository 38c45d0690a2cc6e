package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the actions that leave a screen, and the routes between the screens. */
record ScreenTransitions(JsonNode root, List<ParsedScreen> screens, FlowJsonErrors errors) {
    private static final int MAX_BRANCHES = 10;
    private static final String ROUTING = "routing_model";
    private static final String INVALID_ROUTING = "INVALID_ROUTING_MODEL";
    private static final String PAYLOAD = "INVALID_NAVIGATE_ACTION_PAYLOAD";
    private static final String NEXT = "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME";

    void check() {
        var navigated = new LinkedHashMap<String, Set<String>>();
        screens.forEach(screen -> navigated.put(screen.id(), new LinkedHashSet<>()));
        screens.forEach(screen -> check(
                screen,
                PositionedJson.member(screen.path(), "layout"),
                screen.json().path("layout"),
                navigated));
        if (hasEndpoint()) {
            checkRoutingModel();
        } else {
            checkNavigation(navigated);
        }
    }

    private boolean hasEndpoint() {
        return root.has("data_api_version");
    }

    /** Finds the actions of a screen in its components. */
    private void check(ParsedScreen screen, String path, JsonNode value, Map<String, Set<String>> navigated) {
        if (value.isArray()) {
            for (var i = 0; i < value.size(); i++) {
                check(screen, PositionedJson.item(path, i), value.get(i), navigated);
            }
        }
        value.properties().forEach(member -> {
            var at = PositionedJson.member(path, member.getKey());
            if (member.getKey().endsWith("-action") && member.getValue().isObject()) {
                checkAction(screen, at, member.getValue(), navigated);
            } else {
                check(screen, at, member.getValue(), navigated);
            }
        });
    }

    private void checkAction(ParsedScreen screen, String path, JsonNode action, Map<String, Set<String>> navigated) {
        var name = PositionedJson.member(path, "name");
        switch (action.path("name").asText()) {
            case "complete" -> {
                if (!screen.isTerminal()) {
                    errors.atValue(
                            name,
                            "INVALID_COMPLETE_ACTION",
                            "The screen " + screen.id() + " completes the Flow and is not terminal.");
                }
            }
            case "data_exchange" -> {
                if (!hasEndpoint()) {
                    errors.atValue(
                            name,
                            "MISSING_REQUIRED_PROPERTY",
                            "The action data_exchange needs the property \"data_api_version\".");
                }
            }
            case "update_data" -> checkUpdate(screen, path, action);
            case "navigate" -> checkNavigate(screen, path, action, navigated);
            default -> {}
        }
    }

    private void checkUpdate(ParsedScreen screen, String path, JsonNode action) {
        action.path("payload").fieldNames().forEachRemaining(field -> {
            if (!screen.data().has(field)) {
                errors.atKey(
                        PositionedJson.member(PositionedJson.member(path, "payload"), field),
                        "INVALID_ACTION_PAYLOAD_PROPERTY",
                        "The field " + field + " does not exist in the data of the screen " + screen.id() + ".");
            }
        });
    }

    private void checkNavigate(ParsedScreen screen, String path, JsonNode action, Map<String, Set<String>> navigated) {
        var next = PositionedJson.member(path, "next");
        var target = action.at("/next/name").asText("");
        if (!action.at("/next/name").isTextual()) {
            errors.atOwner(path, action, "MISSING_REQUIRED_PROPERTY", "The action navigate has no next screen.");
        } else if (target.equals(screen.id())) {
            errors.atValue(PositionedJson.member(next, "name"), NEXT, "The screen " + target + " navigates to itself.");
        } else {
            screens.stream()
                    .filter(candidate -> candidate.id().equals(target))
                    .findFirst()
                    .ifPresentOrElse(
                            found -> {
                                navigated.get(screen.id()).add(target);
                                checkRoute(screen, found, PositionedJson.member(next, "name"));
                                checkPayload(path, action, found);
                            },
                            () -> errors.atValue(
                                    PositionedJson.member(next, "name"), NEXT, "There is no screen " + target + "."));
        }
    }

    private void checkRoute(ParsedScreen from, ParsedScreen to, String path) {
        var routes = root.path(ROUTING).path(from.id());
        if (hasEndpoint()
                && routes.isArray()
                && routes.valueStream().noneMatch(route -> route.asText().equals(to.id()))) {
            errors.atValue(
                    path, INVALID_ROUTING, "The routing model has no route from " + from.id() + " to " + to.id() + ".");
        }
    }

    private void checkPayload(String path, JsonNode action, ParsedScreen target) {
        var payload = action.path("payload");
        var at = PositionedJson.member(path, "payload");
        payload.fieldNames().forEachRemaining(field -> {
            if (!target.data().has(field)) {
                errors.atKey(
                        PositionedJson.member(at, field),
                        PAYLOAD,
                        "The screen " + target.id() + " has no data field " + field + ".");
            }
        });
        target.data().fieldNames().forEachRemaining(field -> {
            if (!payload.has(field)) {
                errors.atValue(
                        PositionedJson.member(path, "name"),
                        PAYLOAD,
                        "The payload has no field " + field + " of the screen " + target.id() + ".");
            }
        });
    }

    private void checkNavigation(Map<String, Set<String>> navigated) {
        for (var screen : screens) {
            if (!screen.isTerminal() && navigated.get(screen.id()).isEmpty() && hasNoLink(screen)) {
                errors.atOwner(
                        screen.path(),
                        screen.json(),
                        INVALID_ROUTING,
                        "The screen " + screen.id() + " is not terminal and navigates to no screen.");
            }
        }
        checkReachable(navigated, "screens");
    }

    /** A list with bound items may navigate in a way that only its data shows. */
    private static boolean hasNoLink(ParsedScreen screen) {
        return screen.ofType("NavigationList").findAny().isEmpty();
    }

    private void checkRoutingModel() {
        var model = root.path(ROUTING);
        var routes = new LinkedHashMap<String, Set<String>>();
        screens.forEach(screen -> routes.put(screen.id(), new LinkedHashSet<>()));
        model.properties().forEach(source -> {
            var path = PositionedJson.member(ROUTING, source.getKey());
            if (!routes.containsKey(source.getKey())) {
                errors.atKey(path, INVALID_ROUTING, "There is no screen " + source.getKey() + ".");
            }
            checkTargets(path, source.getKey(), source.getValue(), routes);
        });
        if (model.isObject()) {
            screens.stream()
                    .filter(screen -> !screen.id().isEmpty() && !isRouted(model, screen.id()))
                    .forEach(screen -> errors.atKey(
                            ROUTING, INVALID_ROUTING, "The routing model has no screen " + screen.id() + "."));
            checkReachable(routes, ROUTING);
        }
    }

    /** Returns whether the routing model has the screen, as a source or as a target. */
    private static boolean isRouted(JsonNode model, String id) {
        return model.has(id)
                || model.valueStream().flatMap(JsonNode::valueStream).anyMatch(target -> target.asText()
                        .equals(id));
    }

    private void checkTargets(String path, String source, JsonNode targets, Map<String, Set<String>> routes) {
        if (targets.size() > MAX_BRANCHES) {
            errors.atKey(path, INVALID_ROUTING, "A screen can have " + MAX_BRANCHES + " routes.");
        }
        for (var i = 0; i < targets.size(); i++) {
            var target = targets.get(i).asText();
            if (!routes.containsKey(target)) {
                errors.atValue(PositionedJson.item(path, i), INVALID_ROUTING, "There is no screen " + target + ".");
            } else if (routes.containsKey(source)) {
                routes.get(source).add(target);
            }
        }
    }

    /** Checks that there is a first screen, and that the others follow from it. */
    private void checkReachable(Map<String, Set<String>> routes, String key) {
        var targets = new HashSet<String>();
        routes.values().forEach(targets::addAll);
        var reached = new LinkedHashSet<>(routes.keySet());
        reached.removeAll(targets);
        if (reached.isEmpty() && !routes.isEmpty()) {
            errors.atKey(key, INVALID_ROUTING, "No screen is the first one: the routes form a loop.");
            return;
        }
        var next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            routes.getOrDefault(next.poll(), Set.of()).stream()
                    .filter(reached::add)
                    .forEach(next::add);
        }
        screens.stream()
                .filter(screen -> !reached.contains(screen.id()))
                .forEach(screen -> errors.atOwner(
                        screen.path(),
                        screen.json(),
                        INVALID_ROUTING,
                        "The screen " + screen.id() + " cannot be reached."));
    }
}
