package io.parley.template.content;

import io.parley.runtime.json.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template that is submitted for review, with at least one localization. */
public record WhatsAppTemplateRequest(
        @NotNull @Pattern(regexp = NAME, message = "must be 1 to 512 characters of a to z, 0 to 9 and _")
        String name,

        @NotNull TemplateCategory category,

        @NotNull @Size(min = 1, max = 100) List<@Valid LocalizationRequest> localizations,

        @Nullable Boolean allowCategoryChange) {

    /** Names of templates, Meta's rule. */
    public static final String NAME = "[a-z0-9_]{1,512}";

    /** Checks the rules of the contract that concern several members. Fails with all violations. */
    public void check() {
        var violations = new Violations();
        var languages = new HashSet<String>();
        for (var i = 0; i < localizations.size(); i++) {
            var path = "localizations[" + i + "]";
            var localization = localizations.get(i);
            localization.check(category, path + ".", violations);
            if (!languages.add(TemplateLanguages.meta(localization.language()))) {
                violations.add(path + ".language", "must not repeat the language of another localization");
            }
        }
        violations.throwIfAny();
    }

    /** Whether Meta may assign another category instead of rejecting the template. */
    public boolean allowsCategoryChange() {
        return Boolean.TRUE.equals(allowCategoryChange);
    }
}
