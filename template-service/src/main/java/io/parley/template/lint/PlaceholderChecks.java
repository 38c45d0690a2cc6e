package io.parley.template.lint;

import java.util.List;
import java.util.Map;

/** Kinds of rules for placeholders that need more than a pattern. */
final class PlaceholderChecks {
    private PlaceholderChecks() {}

    /** Maximum number of placeholders of a text. */
    record Max(int max) implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            var count = subject.definitions().placeholders().names(text).size();
            if (count > max) {
                out.add(path, Map.of("max", max, "count", count));
            }
        }
    }

    /** Positional placeholders are numbered from 1 without a gap. */
    record Gap() implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            var numbers = subject.definitions().placeholders().numbers(text);
            for (var expected = 1; expected <= numbers.size(); expected++) {
                if (!numbers.contains(expected)) {
                    out.add(path, Map.of("missing", "{{" + expected + "}}"));
                    return;
                }
            }
        }
    }

    /** Positional placeholders appear in the order of their numbers. */
    record Order() implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            var numbers = subject.definitions().placeholders().numbers(text);
            if (!numbers.equals(numbers.stream().sorted().toList())) {
                out.add(path);
            }
        }
    }

    /** All selected texts use the same style: positional or named. */
    record Style() implements LintCheck {
        @Override
        public void run(List<SelectedNode> selected, LintSubject subject, RuleFindings out) {
            var notation = subject.definitions().placeholders();
            Boolean first = null;
            for (var text : selected) {
                for (var name : notation.names(text.node().asText())) {
                    first = first == null ? notation.isPositional(name) : first;
                    if (first != notation.isPositional(name)) {
                        out.add(text.path());
                        return;
                    }
                }
            }
        }
    }

    /** @param words minimum number of words for each placeholder */
    record Density(int words) implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            var notation = subject.definitions().placeholders();
            var min = words * notation.count(text);
            var given = notation.words(text);
            if (given < min) {
                out.add(path, Map.of("min", min, "count", given));
            }
        }
    }
}
