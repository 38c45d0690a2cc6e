package io.parley.runtime.validation;

import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;

/** Reports violations of validators that create their own messages. */
final class CustomViolation {
    private CustomViolation() {}

    /** @param violation the violation; empty if the value is valid */
    static boolean of(Optional<String> violation, ConstraintValidatorContext context) {
        violation.ifPresent(message -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        });
        return violation.isEmpty();
    }
}
