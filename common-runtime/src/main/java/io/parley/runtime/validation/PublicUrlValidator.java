package io.parley.runtime.validation;

import io.parley.runtime.egress.UrlRules;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Validates {@link PublicUrl}. */
@Singleton
public class PublicUrlValidator implements ConstraintValidator<PublicUrl, String> {

    /** Looked up at validation, as in {@link PublicHttpsUrlValidator}. */
    private final Instance<UrlRules> rules;

    PublicUrlValidator(Instance<UrlRules> rules) {
        this.rules = rules;
    }

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
        return value == null || CustomViolation.noneIn(rules.get().checkPublicUrl(value), context);
    }
}
