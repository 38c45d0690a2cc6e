package io.parley.runtime.settings;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares a value with the limits of {@link Within}. Null is valid. */
abstract class WithinValidator<T extends Comparable<T>, V> implements ConstraintValidator<Within, V> {
    private @Nullable T min;
    private @Nullable T max;
    private String violation;

    @Override
    public void initialize(Within limits) {
        min = limits.min().isEmpty() ? null : limit(limits.min());
        max = limits.max().isEmpty() ? null : limit(limits.max());
        violation = violation(limits.min(), limits.max());
    }

    @Override
    public boolean isValid(@Nullable V value, ConstraintValidatorContext context) {
        if (value == null || isWithin(Objects.requireNonNull(comparable(value)))) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(violation).addConstraintViolation();
        return false;
    }

    /** Parses a limit. */
    abstract T limit(String text);

    /** Converts a value to what is compared. */
    abstract T comparable(V value);

    private boolean isWithin(T value) {
        return (min == null || value.compareTo(min) >= 0) && (max == null || value.compareTo(max) <= 0);
    }

    private static String violation(String min, String max) {
        if (max.isEmpty()) {
            return "must be at least " + min;
        }
        return min.isEmpty() ? "must be at most " + max : "must be from " + min + " to " + max;
    }
}
