package io.parley.messaging.channel.whatsapp;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Requires {@code url} or {@code mediaId}; if both are given, the upload is used. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneSource.Validator.class)
@interface OneSource {
    String message() default "must have a url or a mediaId";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<OneSource, FileSource> {

        @Override
        public boolean isValid(FileSource file, ConstraintValidatorContext context) {
            return file == null || file.url() != null || file.mediaId() != null;
        }
    }
}
