package io.parley.runtime.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A URL to which paths are appended. Null is valid. */
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = BaseUrl.Validator.class)
public @interface BaseUrl {
    String message() default "must be an http or https URL with a host, without query, fragment and trailing slash";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Validates {@link BaseUrl}. */
    final class Validator implements ConstraintValidator<BaseUrl, URI> {
        private static final Set<String> SCHEMES = Set.of("http", "https");

        @Override
        public boolean isValid(@Nullable URI url, ConstraintValidatorContext context) {
            return url == null
                    || url.getScheme() != null
                            && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                            && url.getHost() != null
                            && url.getRawQuery() == null
                            && url.getRawFragment() == null
                            && !url.getRawPath().endsWith("/");
        }
    }
}
