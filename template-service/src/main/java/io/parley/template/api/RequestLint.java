package io.parley.template.api;

import io.parley.model.Violation;
import io.parley.runtime.problem.Problems;
import io.parley.template.content.ComponentJson;
import io.parley.template.content.LocalizationRequest;
import io.parley.template.content.TemplatePatchRequest;
import io.parley.template.content.WhatsAppTemplateRequest;
import io.parley.template.lint.LintFinding;
import io.parley.template.lint.LintResult;
import io.parley.template.lint.TemplateLint;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.TemplateRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The lint of what customers submit: errors are violations of the request, warnings are kept in the history. */
@Singleton
class RequestLint {
    private final ComponentJson json;
    private final TemplateLint lint = TemplateLint.standard();

    RequestLint(ComponentJson json) {
        this.json = json;
    }

    /**
     * Fails with the errors. Returns the warnings about each localization, in the order of the request; null for none.
     */
    List<@Nullable String> check(WhatsAppTemplateRequest request) {
        var result = lint.check(json.tree(request));
        throwErrors(result);
        return IntStream.range(0, request.localizations().size())
                .mapToObj(i -> warnings(result, "localizations[" + i + "]"))
                .toList();
    }

    /** Fails with the errors. Returns the warnings; null for none. */
    @Nullable
    String check(TemplateRow template, LocalizationRequest request) {
        var result = lint.checkLocalization(json.tree(request), template.category.name());
        throwErrors(result);
        return warnings(result, "");
    }

    /** Fails with the errors. */
    void check(LocalizationRow row, TemplatePatchRequest request) {
        throwErrors(lint.checkEdit(json.tree(request), row.category.name(), row.language));
    }

    private static void throwErrors(LintResult result) {
        var errors = result.errors();
        if (!errors.isEmpty()) {
            throw Problems.constraintViolation(errors.stream()
                    .map(error -> new Violation(error.path(), error.message()))
                    .toList());
        }
    }

    /** Null for none. */
    private static @Nullable String warnings(LintResult result, String path) {
        var rules = result.warnings().stream()
                .filter(warning -> warning.path().startsWith(path))
                .map(LintFinding::rule)
                .distinct()
                .collect(Collectors.joining(", "));
        return rules.isEmpty() ? null : "lint: " + rules;
    }
}
