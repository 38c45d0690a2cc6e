package io.parley.runtime.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The contract's PublicUrl: a URL in a content that a network or a person opens, not this platform. So http is valid,
 * but the host must be public, without credentials and at a usual port. What an operator allowed by settings is valid.
 * Null is valid.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PublicUrlValidator.class)
public @interface PublicUrl {
    String message() default "must be a public http or https address";

    /**
     * Whether the network fetches a file from it that cannot be given by {@code mediaId}. Then a URL of a file of this
     * API is invalid, since the network has no key.
     */
    boolean fetched() default false;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
