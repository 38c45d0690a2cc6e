package io.parley.template.lint;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule, as {@code lint/rules.yaml} contains it.
 *
 * @param source name of the document that states it, in the list of sources
 * @param scopes objects that its paths start from
 * @param when condition; null for always
 * @param at paths of the values to check; none if the kind of the rule selects the values itself
 * @param check kind and limits
 * @param message what is required and how to correct it, with values as {@code <name>}
 */
record LintRule(
        String id,
        LintSeverity severity,
        String source,
        Set<LintScope> scopes,
        @Nullable Condition when,
        List<Selector> at,
        LintCheck check,
        String message) {

    LintRule {
        requireNonNull(id, "id");
        requireNonNull(severity, id);
        requireNonNull(scopes, id);
        requireNonNull(check, id);
        requireNonNull(message, id);
        at = at == null ? List.of() : at;
    }

    /**
     * When a rule applies.
     *
     * @param category one of these categories; null for any
     * @param notCategory none of these categories; null for any
     * @param has a path that selects a value; null for none
     */
    record Condition(
            @Nullable Set<String> category,
            @Nullable Set<String> notCategory,
            @Nullable Selector has) {

        boolean holds(LintSubject subject) {
            return isOfCategory(subject.category())
                    && (has == null || !has.select(subject.rootNode()).isEmpty());
        }

        private boolean isOfCategory(@Nullable String given) {
            return (category == null || (given != null && category.contains(given)))
                    && (notCategory == null || (given != null && !notCategory.contains(given)));
        }
    }

    void apply(LintSubject subject, RuleFindings out) {
        if (when == null || when.holds(subject)) {
            check.run(select(subject), subject, out);
        }
    }

    private List<SelectedNode> select(LintSubject subject) {
        return at.stream()
                .flatMap(selector -> selector.select(subject.rootNode()).stream())
                .toList();
    }
}
