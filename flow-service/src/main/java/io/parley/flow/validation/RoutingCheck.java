package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceArray;
import io.parley.flow.validation.source.SourceMember;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceValue;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the ways between screens: those of the routing model if an endpoint chooses the next screen, otherwise those of the
 * navigate actions.
 */
final class RoutingCheck {
    private static final String MODEL = "routing_model";

    private final FlowSchema schema;
    private final FlowFindings findings;
    private final FlowContents model;

    RoutingCheck(FlowSchema schema, FlowFindings findings, FlowContents model) {
        this.schema = schema;
        this.findings = findings;
        this.model = model;
    }

    void check() {
        var routing = model.root().object(MODEL);
        if (model.hasEndpoint() && !model.root().has(MODEL)) {
            findings.missing("routing-missing", model.root(), MODEL);
        } else if (routing.isPresent()) {
            declared(routing.get());
        } else if (!model.hasEndpoint()) {
            graph(navigations(), "navigation");
        }
    }

    private Map<FlowScreen, Set<FlowScreen>> navigations() {
        var edges = new LinkedHashMap<FlowScreen, Set<FlowScreen>>();
        for (var screen : model.screens()) {
            var targets = edges.computeIfAbsent(screen, from -> new LinkedHashSet<>());
            for (var action : screen.actions()) {
                action.object()
                        .object("next")
                        .flatMap(next -> next.text("name"))
                        .flatMap(model::screen)
                        .filter(target -> target != screen)
                        .ifPresent(targets::add);
            }
        }
        return edges;
    }

    private void declared(SourceObject routing) {
        var edges = new LinkedHashMap<FlowScreen, Set<FlowScreen>>();
        model.screens().forEach(screen -> edges.put(screen, new LinkedHashSet<>()));
        var mentioned = new HashSet<String>();
        for (var route : routing.members()) {
            route(routing, route, edges, mentioned);
        }
        for (var screen : model.screens()) {
            if (!mentioned.contains(screen.id())) {
                findings.object("routing-screen-missing", screen.object(), screen.id());
            }
        }
        undeclared(edges);
        loop(edges);
        graph(edges, "routing");
    }

    private void route(
            SourceObject routing, SourceMember route, Map<FlowScreen, Set<FlowScreen>> edges, Set<String> mentioned) {
        var from = model.screen(route.name());
        if (from.isEmpty()) {
            findings.key("routing-source", routing, route, route.name());
        } else {
            mentioned.add(route.name());
        }
        var items = route.value() instanceof SourceArray array ? array.items() : List.<SourceValue>of();
        for (var item : items) {
            var name = item.textOrNull();
            var to = name == null ? Optional.<FlowScreen>empty() : model.screen(name);
            if (name != null && to.isEmpty()) {
                findings.value("routing-destination", item, name);
            } else if (from.isPresent() && to.isPresent()) {
                mentioned.add(name);
                destination(item, from.get(), to.get(), edges);
            }
        }
    }

    private void destination(SourceValue item, FlowScreen from, FlowScreen to, Map<FlowScreen, Set<FlowScreen>> edges) {
        if (from != to && edges.getOrDefault(to, Set.of()).contains(from)) {
            findings.value("routing-backward", item, to.id(), from.id());
        } else {
            edges.computeIfAbsent(from, screen -> new LinkedHashSet<>()).add(to);
        }
    }

    /** Reports navigate actions to a screen that the routing model does not allow. */
    private void undeclared(Map<FlowScreen, Set<FlowScreen>> edges) {
        for (var screen : model.screens()) {
            for (var action : screen.actions()) {
                var name = action.object().object("next").flatMap(next -> next.value("name"));
                name.map(SourceValue::textOrNull)
                        .flatMap(model::screen)
                        .filter(target -> target != screen
                                && !edges.getOrDefault(screen, Set.of()).contains(target))
                        .ifPresent(
                                target -> findings.value("routing-undeclared", name.get(), screen.id(), target.id()));
            }
        }
    }

    private void loop(Map<FlowScreen, Set<FlowScreen>> edges) {
        var incoming = incoming(edges);
        var ready = new ArrayDeque<FlowScreen>();
        edges.keySet().stream().filter(screen -> !incoming.containsKey(screen)).forEach(ready::add);
        var sorted = 0;
        while (!ready.isEmpty()) {
            sorted++;
            for (var next : edges.getOrDefault(ready.poll(), Set.of())) {
                if (incoming.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        if (sorted < edges.size()) {
            var inLoop = edges.keySet().stream()
                    .filter(screen -> incoming.getOrDefault(screen, 0) > 0)
                    .map(FlowScreen::id)
                    .toList();
            whole("routing-loop", String.join(", ", inLoop));
        }
    }

    private static Map<FlowScreen, Integer> incoming(Map<FlowScreen, Set<FlowScreen>> edges) {
        var incoming = new HashMap<FlowScreen, Integer>();
        edges.values().forEach(targets -> targets.forEach(target -> incoming.merge(target, 1, Integer::sum)));
        return incoming;
    }

    private void graph(Map<FlowScreen, Set<FlowScreen>> edges, String prefix) {
        branches(edges, prefix);
        if (edges.size() < 2) {
            return;
        }
        var incoming = incoming(edges);
        var entries = edges.keySet().stream()
                .filter(screen -> !incoming.containsKey(screen))
                .toList();
        if (entries.isEmpty()) {
            whole(prefix + "-no-entry");
            return;
        }
        var reached = reached(edges, entries);
        for (var screen : edges.keySet()) {
            var isolated = !incoming.containsKey(screen) && edges.get(screen).isEmpty();
            if (isolated || !reached.contains(screen)) {
                var rule = isolated ? "-isolated" : "-unreachable";
                findings.object(prefix + rule, screen.object(), screen.id());
            }
        }
    }

    private void branches(Map<FlowScreen, Set<FlowScreen>> edges, String prefix) {
        var max = schema.limits().branchesPerScreen();
        edges.forEach((screen, targets) -> {
            if (targets.size() > max) {
                findings.object(prefix + "-branches", screen.object(), screen.id(), max, targets.size());
            }
        });
    }

    private static Set<FlowScreen> reached(Map<FlowScreen, Set<FlowScreen>> edges, List<FlowScreen> entries) {
        var reached = new HashSet<>(entries);
        var open = new ArrayDeque<>(entries);
        while (!open.isEmpty()) {
            for (var next : edges.getOrDefault(open.poll(), Set.of())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    /** Reports the whole Flow at its routing model, or at its screens if it has none. */
    private void whole(String rule, Object... values) {
        var member = model.root().member(MODEL).or(() -> model.root().member("screens"));
        member.ifPresent(found -> findings.key(rule, model.root(), found, values));
    }
}
