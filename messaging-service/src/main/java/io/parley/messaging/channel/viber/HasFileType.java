package io.parley.messaging.channel.viber;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Validates that the type of a file is given or is known from its URL. The violation names {@code type}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HasFileType.Validator.class)
@interface HasFileType {
    String message() default "must be given, because the URL does not end in a known file extension";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** A file with a URL and an optional type. */
    interface Typed {
        String url();

        boolean isTypeKnown();
    }

    /** Accepts a missing URL; another constraint rejects it. */
    final class Validator implements ConstraintValidator<HasFileType, Typed> {

        @Override
        public boolean isValid(Typed file, ConstraintValidatorContext context) {
            if (file == null || file.url() == null || file.isTypeKnown()) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("type")
                    .addConstraintViolation();
            return false;
        }
    }
}
