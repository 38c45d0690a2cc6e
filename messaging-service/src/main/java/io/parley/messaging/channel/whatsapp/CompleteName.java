package io.parley.messaging.channel.whatsapp;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Requires a member besides {@code formattedName} in a contact's name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CompleteName.Validator.class)
@interface CompleteName {
    String message() default "needs one of prefix, firstName, middleName, lastName and suffix besides formattedName";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<CompleteName, ContactCard.Name> {

        @Override
        public boolean isValid(ContactCard.Name name, ConstraintValidatorContext context) {
            return name == null || name.formattedName() == null || name.hasPart();
        }
    }
}
