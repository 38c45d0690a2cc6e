package io.parley.runtime.validation;

import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;

/** How a validator answers whose rule knows the words itself. */
final class ViolationHelper {
    private ViolationHelper() {}

    /** @param fault what is wrong; empty if nothing is */
    static boolean of(Optional<String> fault, ConstraintValidatorContext context) {
        fault.ifPresent(message -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        });
        return fault.isEmpty();
    }
}
