package io.parley.runtime.settings;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits of a setting, in the notation in which the setting is written: {@code 200ms} for a duration, {@code 64K} for a
 * size, {@code 1} for a number. One constraint for all three, so that the sources, the documentation and the message of
 * a violation show the same text.
 */
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {WithinNumbers.class, WithinDurations.class, WithinSizes.class})
public @interface Within {

    /** Smallest valid value; empty for none. */
    String min() default "";

    /** Largest valid value; empty for none. */
    String max() default "";

    String message() default "must be within its limits";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
