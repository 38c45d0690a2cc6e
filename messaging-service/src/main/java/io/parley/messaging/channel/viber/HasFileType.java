package io.parley.messaging.channel.viber;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is in a file is said, or can be read off its address; the complaint names {@code type}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HasFileType.Validator.class)
@interface HasFileType {
    String message() default "must be given, for the address does not end in a known type";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Has an address, and a type that may be left out. */
    interface Typed {
        String url();

        boolean isTypeKnown();
    }

    /** Judges it; without an address that is what is wrong. */
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
