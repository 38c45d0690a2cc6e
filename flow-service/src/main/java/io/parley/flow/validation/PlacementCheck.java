package io.parley.flow.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks how many components a screen has, and which ones may be together. */
final class PlacementCheck {
    private final FlowSchema schema;
    private final FlowVersion version;
    private final FlowFindings findings;
    private final ShownComponents media;
    private final Map<String, Integer> perFlow = new HashMap<>();

    PlacementCheck(FlowSchema schema, FlowVersion version, FlowFindings findings) {
        this.schema = schema;
        this.version = version;
        this.findings = findings;
        this.media = new ShownComponents(schema, shape -> shape.media() != null, (component, branches) -> {});
    }

    void check(FlowScreen screen) {
        total(screen);
        media(screen);
        var counts = new HashMap<String, Integer>();
        for (var component : screen.components()) {
            count(component, counts.merge(component.type(), 1, Integer::sum));
            terminal(component, screen);
            nesting(component);
            items(component);
        }
        companions(screen, counts);
    }

    /** A Form is a frame around components, and none of them. */
    private void total(FlowScreen screen) {
        var max = schema.limits().componentsPerScreen();
        var count = screen.components().stream()
                .filter(component -> !component.schema().form())
                .count();
        if (count > max) {
            findings.object("max-components", screen.object(), screen.id(), max, count);
        }
    }

    /** Reports the second component for files that can be shown, at its type: each branch of a condition may have one. */
    private void media(FlowScreen screen) {
        if (!screen.hasMedia() || media.max(screen) <= 1) {
            return;
        }
        var components = screen.components().stream()
                .filter(component -> component.schema().media() != null)
                .toList();
        var second = components.get(1);
        findings.object(
                "media-per-screen",
                second.object(),
                second.type(),
                components.getFirst().type());
    }

    private void count(FlowComponent component, int count) {
        var limit = component.schema().maxPerScreen();
        // Footers in branches have a rule of their own, since only one branch is shown.
        var counted = !component.schema().footer() || component.branches() == 0;
        if (limit != null && counted && count == limit.count() + 1) {
            findings.object(limit.rule(), component.object(), component.type(), limit.count());
        }
        var max = component.schema().maxPerFlow();
        if (max != null && perFlow.merge(component.type(), 1, Integer::sum) == max + 1) {
            findings.object("max-per-flow", component.object(), component.type(), max);
        }
    }

    private void terminal(FlowComponent component, FlowScreen screen) {
        if (Boolean.FALSE.equals(component.schema().onTerminal()) && screen.isTerminal()) {
            findings.object("component-terminal", component.object(), component.type(), screen.id());
        }
    }

    private void nesting(FlowComponent component) {
        var max = schema.limits().ifDepth();
        if (component.schema().branches() != null && component.branches() == max) {
            findings.object("if-depth", component.object(), component.type(), max);
        }
    }

    private void items(FlowComponent component) {
        var single = component.schema().singleItemWith();
        if (single != null) {
            component.object().objects(single.list()).stream()
                    .flatMap(item -> item.member(single.member()).map(member -> Map.entry(item, member)).stream())
                    .skip(1)
                    .findFirst()
                    .ifPresent(second -> findings.key(
                            "single-item", second.getKey(), second.getValue(), single.member(), component.type()));
        }
    }

    private void companions(FlowScreen screen, Map<String, Integer> counts) {
        for (var component : screen.components()) {
            var allowed = component.schema().companions(version);
            if (allowed.isPresent() && !isAlone(component.type(), allowed.get(), counts)) {
                findings.object(
                        "component-alone", component.object(), component.type(), String.join(", ", allowed.get()));
                return;
            }
        }
    }

    private static boolean isAlone(String type, List<String> allowed, Map<String, Integer> counts) {
        return counts.keySet().stream().allMatch(other -> other.equals(type) || allowed.contains(other));
    }
}
