package io.parley.runtime.validation;

import io.parley.runtime.egress.UrlRules;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Validates {@link PublicHttpsUrl} by the rules that apply when the URL is called. */
@Singleton
public class PublicHttpsUrlValidator implements ConstraintValidator<PublicHttpsUrl, String> {

    /** Looked up at validation: validators are created at build time, before the settings exist. */
    private final Instance<UrlRules> rules;

    PublicHttpsUrlValidator(Instance<UrlRules> rules) {
        this.rules = rules;
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        return value == null || CustomViolation.noneIn(rules.get().check(value), context);
    }
}
