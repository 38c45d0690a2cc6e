package io.parley.messaging.configuration;

import io.parley.runtime.signature.SigningKey;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.function.UnaryOperator;

/** The contract's SignatureConfiguration; the secret is never part of a response or a log line. */
record SignatureConfiguration(
        @NotNull Method method,

        @NotNull
        @Text(min = 8, max = 125)
        @Pattern(regexp = SecretMask.NOT_THE_MASK, message = SecretMask.REFUSAL)
        @Pattern(regexp = SigningKey.FORMAT, message = SigningKey.REFUSAL)
        String secret) {

    /** HMAC with SHA-256 or SHA-512. */
    enum Method {
        HS256,
        HS512
    }

    SignatureConfiguration withSecret(UnaryOperator<String> change) {
        return new SignatureConfiguration(method, change.apply(secret));
    }

    @Override
    public String toString() {
        return "SignatureConfiguration[" + method + "]";
    }
}
