package io.parley.runtime.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An international phone number: 4 to 15 ASCII digits, with an optional leading {@code +}. Null is valid. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = E164Validator.class)
public @interface E164 {
    String message() default "must be an international phone number: 4 to 15 digits, optionally after one +";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
