package io.parley.template.lint;

import io.parley.runtime.json.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Kinds of rules for one text. */
final class TextChecks {
    private TextChecks() {}

    /** The whole text has to match. */
    record Matches(Pattern pattern) implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            if (!pattern.matcher(text).matches()) {
                out.add(path);
            }
        }
    }

    /** No part of the text may match. */
    record Contains(Pattern pattern) implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            if (pattern.matcher(text).find()) {
                out.add(path);
            }
        }
    }

    /** Number of characters, as Unicode code points. */
    record Length(int min, int max) implements LintCheck.OfNode {
        @Override
        public void check(SelectedNode selected, LintSubject subject, RuleFindings out) {
            if (!selected.node().isTextual()) {
                return;
            }
            var text = selected.node().textValue();
            var count = text.codePointCount(0, text.length());
            if (count < min || count > max) {
                out.add(selected.path(), Map.of("min", min, "max", max, "count", count));
            }
        }
    }

    /** One of the values of a list in the definitions. */
    record Choice(String list) implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            List<String> allowed = subject.definitions().list(list);
            if (!allowed.contains(text)) {
                out.add(
                        path,
                        Map.of("allowed", String.join(", ", allowed), "suggestion", Suggestion.of(text, allowed)));
            }
        }
    }

    /** None of the words that the definitions list for the language. */
    record Words(String list) implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            subject.definitions()
                    .words(list, subject.language())
                    .firstIn(text)
                    .ifPresent(word -> out.add(path, Map.of("word", word)));
        }
    }

    /**
     * The body of an authentication template has the fixed text of its language.
     *
     * @param known true for the languages whose texts are known; false reports texts in all others
     */
    record Fixed(boolean known) implements LintCheck.OfText {
        @Override
        public void check(String text, String path, LintSubject subject, RuleFindings out) {
            var texts = subject.definitions().fixedTexts().get(subject.language());
            if (known && texts != null && !texts.isBody(text)) {
                out.add(path, Map.of("text", texts.body()));
            }
            if (!known && texts == null) {
                out.add(path);
            }
        }
    }
}
