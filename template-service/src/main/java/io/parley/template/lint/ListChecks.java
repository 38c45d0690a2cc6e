package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.json.ViolationPaths;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds of rules for numbers and lists. */
final class ListChecks {
    private ListChecks() {}

    /** @param also a further allowed value; null for none */
    record Range(long min, long max, @Nullable Long also) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            var node = selected.node();
            if (!node.isNumber() || (also != null && node.asLong() == also)) {
                return;
            }
            if (node.asDouble() < min || node.asDouble() > max) {
                out.add(selected.path(), Map.of("min", min, "max", max));
            }
        }
    }

    /** Number of elements of a list. */
    record Size(int min, int max) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            var count = selected.node().size();
            if (selected.node().isArray() && (count < min || count > max)) {
                out.add(selected.path(), Map.of("min", min, "max", max, "count", count));
            }
        }
    }

    /**
     * Number of selected values.
     *
     * @param in member of the root that is named if there are too few
     */
    record Count(int min, int max, String in) implements LintCheck {
        @Override
        public void run(List<SelectedNode> selected, LintSubject subject, RuleFindings out) {
            var values = Map.of("min", min, "max", max, "count", selected.size());
            if (selected.size() < min && subject.root().path(in).isArray()) {
                out.add(ViolationPaths.member(subject.path(), in), values);
            }
            selected.stream().skip(max).limit(1).forEach(excess -> out.add(excess.path(), values));
        }
    }

    /** An element whose member has one of the values is the only one of its list. */
    record Alone(String member, Set<String> values) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            if (selected.node().size() > 1) {
                selected.elements().stream()
                        .filter(element ->
                                values.contains(element.node().path(member).asText()))
                        .forEach(element -> out.add(
                                element.path(),
                                Map.of("value", element.node().path(member).asText())));
            }
        }
    }

    /** The elements whose member has the value follow one another. */
    record Contiguous(String member, String value) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            var isInGroup = false;
            var isAfterGroup = false;
            for (var element : selected.elements()) {
                var matches = element.node().path(member).asText().equals(value);
                if (matches && isAfterGroup) {
                    out.add(element.path());
                    return;
                }
                isAfterGroup |= isInGroup && !matches;
                isInGroup = matches;
            }
        }
    }

    /** No two elements have the same value of the member, in any letter case. */
    record Distinct(String member) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            var seen = new HashSet<String>();
            for (var element : selected.elements()) {
                var value = element.node().path(member);
                if (value.isTextual() && !seen.add(value.textValue().toLowerCase(Locale.ROOT))) {
                    out.add(element.member(member).path());
                }
            }
        }
    }

    /**
     * All elements have the same shape as the first: the same values of some members, also in inner lists.
     *
     * @param members members whose values count
     * @param lists inner lists that count; true if the order of their elements counts
     */
    record SameShape(List<String> members, Map<String, Boolean> lists) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            var elements = selected.elements();
            elements.stream()
                    .skip(1)
                    .filter(element -> !shape(element.node())
                            .equals(shape(elements.getFirst().node())))
                    .forEach(element -> out.add(element.path()));
        }

        private String shape(JsonNode element) {
            var values = members.stream()
                    .map(member -> element.path(member).asText())
                    .collect(Collectors.joining(" "));
            return lists.entrySet().stream()
                    .map(list -> shape(element.path(list.getKey()), list.getValue()))
                    .collect(Collectors.joining(" ", values + " ", ""));
        }

        private String shape(JsonNode list, boolean ordered) {
            var shapes = list.valueStream().map(this::shape);
            return (ordered ? shapes : shapes.sorted()).collect(Collectors.joining(", ", "[", "]"));
        }
    }
}
