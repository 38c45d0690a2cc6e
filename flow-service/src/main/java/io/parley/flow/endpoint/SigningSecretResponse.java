package io.parley.flow.endpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new signing secret in the operator API.
 *
 * @param secret in the form of Standard Webhooks; shown once
 * @param previousUntil until when the secret before signs as well; absent if there was none
 */
record SigningSecretResponse(String secret, @Nullable Instant previousUntil) {

    @Override
    public String toString() {
        return "SigningSecretResponse[" + previousUntil + "]";
    }
}
