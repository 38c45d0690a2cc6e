package io.parley.runtime.validation;

import io.parley.runtime.egress.UrlRules;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Judges {@link PublicHttpsUrl} by the rules that hold when the address is called. */
@Singleton
public class PublicHttpsUrlValidator implements ConstraintValidator<PublicHttpsUrl, String> {

    /** Looked up when a value is judged: validators are made at build-time start, before there are settings. */
    private final Instance<UrlRules> rules;

    PublicHttpsUrlValidator(Instance<UrlRules> rules) {
        this.rules = rules;
    }

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
        return value == null || ViolationHelper.of(rules.get().check(value), context);
    }
}
