package io.parley.runtime.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A URL that this platform may call for a customer: https, a host, no credentials, no fragment, a usual port, no
 * private address. What an operator allowed by settings is valid. Null is valid.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PublicHttpsUrlValidator.class)
public @interface PublicHttpsUrl {
    String message() default "must be a public https address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
