package io.parley.runtime.egress;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A network in CIDR notation, or a single address. Null is valid. */
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NetworkRange.Validator.class)
@interface NetworkRange {
    String message() default "must be a network such as 10.0.0.0/8 or fc00::/7";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Validates {@link NetworkRange} by the parser that is used for it. */
    final class Validator implements ConstraintValidator<NetworkRange, String> {

        @Override
        public boolean isValid(@Nullable String network, ConstraintValidatorContext context) {
            try {
                return network == null || Cidr.parse(network) != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
