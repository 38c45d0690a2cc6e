package io.parley.runtime.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text of {@code min} to {@code max} characters, counted in code points: a character outside the basic plane (most
 * emoji) is one, not two. A blank text is invalid unless {@code blank} is true. Null is valid.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = TextValidator.class)
public @interface Text {
    int min() default 1;

    int max() default Integer.MAX_VALUE;

    /** Whether a blank text is valid. */
    boolean blank() default false;

    String message() default "must be a text of {min} to {max} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
