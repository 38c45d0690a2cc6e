package io.parley.messaging.configuration;

import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.function.UnaryOperator;

/**
 * The contract's HeaderConfiguration: a custom header on every callback. Its value usually is a credential and is
 * treated as one.
 */
record HeaderConfiguration(
        @NotNull
        @Text(min = 4, max = 125)
        @Pattern(regexp = TOKEN, message = NO_TOKEN)
        @Pattern(regexp = NOT_RESERVED, message = RESERVED)
        String key,

        @NotNull
        @Text(min = 8, max = 1024)
        @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        @Pattern(regexp = SecretMask.NOT_THE_MASK, message = SecretMask.REFUSAL)
        String value) {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]*";
    private static final String NO_TOKEN = "must be a header name: letters, digits, -";
    private static final String NOT_RESERVED =
            "(?i)(?!(host|content-.*|transfer-encoding|connection|keep-alive|proxy-.*|te|trailer|upgrade"
                    + "|expect|accept-encoding|x-request-timestamp|x-signature|x-signature-version|webhook-.*|traceparent|tracestate)\\z).*";
    private static final String RESERVED = "is a header that the platform sets itself; choose another";
    private static final String PRINTABLE = "([!-~]([ -~]*[!-~])?)?";
    private static final String NOT_PRINTABLE = "must be printable ASCII without leading or trailing blanks";

    HeaderConfiguration withValue(UnaryOperator<String> change) {
        return new HeaderConfiguration(key, change.apply(value));
    }

    @Override
    public String toString() {
        return "HeaderConfiguration[" + key + "]";
    }
}
