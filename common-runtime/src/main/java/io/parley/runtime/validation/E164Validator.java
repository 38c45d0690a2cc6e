package io.parley.runtime.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Validates {@link E164}. */
public final class E164Validator implements ConstraintValidator<E164, String> {
    private static final int MIN = 4;
    private static final int MAX = 15;

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        return value == null || isNumber(value);
    }

    /** The violation of an invalid number. */
    public static final String REMEDY =
            "must be an international phone number: the country code first, so no leading 0 or 00; 4 to 15 digits, optionally"
                    + " after one +";

    /** Whether the text is an international number in a form that customers may send. */
    public static boolean isNumber(String value) {
        var digits = value.startsWith("+") ? value.substring(1) : value;
        return digits.length() >= MIN
                && digits.length() <= MAX
                && digits.charAt(0) != '0' // no country code starts with it
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
