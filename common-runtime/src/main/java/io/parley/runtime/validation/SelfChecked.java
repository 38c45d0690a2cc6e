package io.parley.runtime.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value that validates the rules between its own members. Bean validation runs the check wherever the value is
 * validated: implementations inherit the constraint, so a rule needs neither an annotation nor a validator of its own.
 */
@SelfChecked.Rules
public interface SelfChecked {

    /**
     * Reports each violation of a rule between members. Called also if a single member is invalid, so each may be null.
     * Every implementation overrides it; it is not abstract because SmallRye Config takes every abstract method of an
     * interface with settings for a setting.
     */
    default void check(Report report) {
        throw new UnsupportedOperationException(getClass() + " must override check");
    }

    /** Receives the violations of one value. */
    interface Report {

        /** Adds a violation of the value as a whole. */
        void violation(String message);

        /** Adds a violation that names a member of the value. */
        void violation(String member, String message);
    }

    /** The constraint that all implementations inherit. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Constraint(validatedBy = SelfCheckedValidator.class)
    @interface Rules {
        String message() default "is not consistent";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }
}
