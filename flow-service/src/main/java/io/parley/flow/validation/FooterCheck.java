package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceArray;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that a screen has one footer, whichever branches of its conditions are shown. */
final class FooterCheck {
    private final Map<String, ShapeSchema> components;
    private final FlowFindings findings;

    FooterCheck(FlowSchema schema, FlowFindings findings) {
        this.components = schema.components();
        this.findings = findings;
    }

    void check(FlowScreen screen) {
        var children = screen.object().object("layout").flatMap(layout -> layout.value("children"));
        var footers = children.map(this::max).orElse(0);
        var outside = screen.components().stream()
                .filter(component -> component.schema().footer() && component.branches() == 0)
                .count();
        if (footers > 1 && outside <= 1) {
            findings.object("footers", screen.object(), screen.id(), footers);
        }
        if (footers == 0 && screen.isTerminal()) {
            findings.object("footer-missing", screen.object(), screen.id());
        }
    }

    /** Returns the maximum number of footers that a list of components can show. */
    private int max(SourceValue list) {
        if (!(list instanceof SourceArray array)) {
            return 0;
        }
        return array.items().stream()
                .filter(SourceObject.class::isInstance)
                .map(SourceObject.class::cast)
                .mapToInt(this::maxOf)
                .sum();
    }

    private int maxOf(SourceObject component) {
        var schema = component.text("type").map(components::get);
        if (schema.isEmpty()) {
            return 0;
        }
        if (schema.get().footer()) {
            return 1;
        }
        return schema.get().branches() == null
                ? component.value("children").map(this::max).orElse(0)
                : branches(component, schema.get().branches());
    }

    private int branches(SourceObject component, ShapeSchema.Branches branches) {
        var counts = lists(component, branches).stream()
                .map(list -> list.map(this::max).orElse(0))
                .toList();
        var max = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (max > 0 && counts.contains(0)) {
            findings.object(branches.rule(), component);
        }
        return max;
    }

    private static List<Optional<SourceValue>> lists(SourceObject component, ShapeSchema.Branches branches) {
        var lists = new ArrayList<Optional<SourceValue>>();
        if (branches.members() != null) {
            branches.members().forEach(member -> lists.add(component.value(member)));
        }
        if (branches.map() != null) {
            component.object(branches.map()).ifPresent(map -> map.members()
                    .forEach(member -> lists.add(Optional.of(member.value()))));
        }
        return lists;
    }
}
