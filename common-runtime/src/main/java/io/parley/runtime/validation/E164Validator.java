package io.parley.runtime.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Judges {@link E164}. */
public final class E164Validator implements ConstraintValidator<E164, String> {
    private static final int FEWEST = 4;
    private static final int MOST = 15;

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
        return value == null || isNumber(value);
    }

    /** Whether the text is an international number as customers may write it. */
    public static boolean isNumber(String value) {
        var digits = value.startsWith("+") ? value.substring(1) : value;
        return digits.length() >= FEWEST
                && digits.length() <= MOST
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
