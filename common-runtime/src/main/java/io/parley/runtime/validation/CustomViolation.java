package io.parley.runtime.validation;

import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;

/** A violation with its own message, which takes the place of the constraint's default message. */
final class CustomViolation {
    private CustomViolation() {}

    /**
     * Reports the violation, if there is one.
     *
     * @param violation message; empty if the value is valid
     * @return whether there is none, which is the result of a validator
     */
    static boolean noneIn(Optional<String> violation, ConstraintValidatorContext context) {
        violation.ifPresent(message -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        });
        return violation.isEmpty();
    }
}
