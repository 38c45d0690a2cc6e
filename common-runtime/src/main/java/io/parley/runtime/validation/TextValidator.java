package io.parley.runtime.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Validates {@link Text}. */
public final class TextValidator implements ConstraintValidator<Text, String> {
    private int min;
    private int max;
    private boolean blank;

    @Override
    public void initialize(Text text) {
        min = text.min();
        max = text.max();
        blank = text.blank();
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        if (!blank && min > 0 && value.isBlank()) {
            return CustomViolation.noneIn(Optional.of("must not be blank"), context);
        }
        var length = value.codePointCount(0, value.length());
        if (max == Integer.MAX_VALUE) {
            return length >= min
                    || CustomViolation.noneIn(Optional.of("must have at least " + min + " characters"), context);
        }
        return length >= min && length <= max;
    }
}
