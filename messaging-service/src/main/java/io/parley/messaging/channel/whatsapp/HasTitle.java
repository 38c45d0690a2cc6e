package io.parley.messaging.channel.whatsapp;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** A section of a list, with an optional title. */
interface HasTitle {

    /** Null if it has none; valid only for a single section. */
    String title();

    /** Requires a title for every section if there is more than one. */
    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = Validator.class)
    @interface Required {
        String message() default "must each have a title, because there is more than one";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** Checks {@link Required}. */
    final class Validator implements ConstraintValidator<Required, List<? extends HasTitle>> {

        @Override
        public boolean isValid(List<? extends HasTitle> sections, ConstraintValidatorContext context) {
            return sections == null
                    || sections.size() < 2
                    || sections.stream().allMatch(section -> section == null || section.title() != null);
        }
    }
}
