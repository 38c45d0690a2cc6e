package io.parley.runtime.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Judges {@link E164}. */
public final class E164Validator implements ConstraintValidator<E164, String> {
    private static final int MIN = 4;
    private static final int MAX = 15;

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
        return value == null || isNumber(value);
    }

    /** What to tell somebody whose number is none. */
    public static final String REMEDY =
            "must be an international phone number: the country code first, so no leading 0 or 00; 4 to 15 digits, optionally"
                    + " after one +";

    /** Whether the text is an international number as customers may write it. */
    public static boolean isNumber(String value) {
        var digits = value.startsWith("+") ? value.substring(1) : value;
        return digits.length() >= MIN
                && digits.length() <= MAX
                && digits.charAt(0) != '0' // no country code begins with it
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
