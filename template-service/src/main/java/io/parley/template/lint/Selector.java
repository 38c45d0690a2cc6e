package io.parley.template.lint;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects values of a template by a path of names. {@code []} after a name stands for all elements of a list, {@code
 * [type=HEADER|FOOTER,format!=TEXT]} for those whose members have, or do not have, one of the values. Values that do not
 * exist or have another type are not selected.
 */
final class Selector {
    private static final Pattern STEP = Pattern.compile("([A-Za-z]+)(?:\\[([^\\]]*)])?");
    private static final Pattern FILTER = Pattern.compile("([A-Za-z]+)(!?=)(.+)");

    private final List<Step> steps;

    private Selector(List<Step> steps) {
        this.steps = steps;
    }

    /** Parses a path; the empty path selects the root. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Selector of(String path) {
        var steps = new ArrayList<Step>();
        var matcher = STEP.matcher(path);
        var end = 0;
        while (matcher.find()) {
            steps.add(new Step(matcher.group(1), matcher.group(2) != null, filters(matcher.group(2))));
            end = matcher.end();
        }
        if (end != path.length()) {
            throw new IllegalArgumentException("not a path: " + path);
        }
        return new Selector(steps);
    }

    private static List<Filter> filters(@Nullable String text) {
        return text == null || text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(Selector::filter).toList();
    }

    private static Filter filter(String text) {
        var matcher = FILTER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a filter: " + text);
        }
        return new Filter(
                matcher.group(1),
                Set.of(matcher.group(3).split("\\|")),
                matcher.group(2).equals("="));
    }

    List<SelectedNode> select(SelectedNode root) {
        var found = List.of(root);
        for (var step : steps) {
            if (found.isEmpty()) {
                return found;
            }
            found = step.apply(found);
        }
        return found;
    }

    private record Step(String name, boolean elements, List<Filter> filters) {

        List<SelectedNode> apply(List<SelectedNode> from) {
            var found = new ArrayList<SelectedNode>();
            for (var node : from) {
                var member = node.member(name);
                if (elements) {
                    addElements(member, found);
                } else if (member.exists()) {
                    found.add(member);
                }
            }
            return found;
        }

        private void addElements(SelectedNode list, List<SelectedNode> found) {
            for (var element : list.elements()) {
                if (filters.stream().allMatch(filter -> filter.accepts(element))) {
                    found.add(element);
                }
            }
        }
    }

    private record Filter(String member, Set<String> values, boolean isIn) {

        boolean accepts(SelectedNode element) {
            return values.contains(element.node().path(member).asText()) == isIn;
        }
    }
}
