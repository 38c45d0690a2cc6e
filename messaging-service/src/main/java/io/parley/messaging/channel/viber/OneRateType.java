package io.parley.messaging.channel.viber;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Validates that the rate type is given by one of its two members, or by both with the same value. The violation names
 * {@code rateType} if it is missing and {@code messagePurpose} if it differs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneRateType.Validator.class)
@interface OneRateType {
    String message() default "must be given: promotion, transaction or session";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<OneRateType, ViberOptions> {

        @Override
        public boolean isValid(ViberOptions options, ConstraintValidatorContext context) {
            if (options == null || options.isOneRateType()) {
                return true;
            }
            return options.chosen() == null
                    ? violation(context.getDefaultConstraintMessageTemplate(), "rateType", context)
                    : violation("differs from rateType; omit it", "messagePurpose", context);
        }

        private static boolean violation(String message, String member, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(member)
                    .addConstraintViolation();
            return false;
        }
    }
}
