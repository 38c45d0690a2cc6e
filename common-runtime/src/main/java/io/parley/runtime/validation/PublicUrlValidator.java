package io.parley.runtime.validation;

import io.parley.runtime.egress.UrlRules;
import io.parley.runtime.http.ExternalUrls;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Validates {@link PublicUrl}. */
@Dependent // one for each use, since uses differ
public class PublicUrlValidator implements ConstraintValidator<PublicUrl, String> {

    private static final String NEEDS_KEY =
            "must not be a file of this API, which the network cannot fetch without a key; use a public address";

    /** Looked up at validation, as in {@link PublicHttpsUrlValidator}. */
    private final Instance<UrlRules> rules;

    private final Instance<ExternalUrls> own;
    private boolean fetched;

    PublicUrlValidator(Instance<UrlRules> rules, Instance<ExternalUrls> own) {
        this.rules = rules;
        this.own = own;
    }

    @Override
    public void initialize(PublicUrl constraint) {
        fetched = constraint.fetched();
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        return value == null || CustomViolation.noneIn(violation(value), context);
    }

    private Optional<String> violation(String url) {
        return rules.get()
                .checkPublicUrl(url)
                .or(() -> fetched && own.get().isApi(URI.create(url)) ? Optional.of(NEEDS_KEY) : Optional.empty());
    }
}
