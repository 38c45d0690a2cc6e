package io.parley.messaging.configuration;

import io.parley.runtime.validation.PublicHttpsUrl;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The contract's Callback: settings of an account, used where a sender has none of its own. Absent members are null.
 */
record Callback(
        @Nullable CallbackVersion callbackVersion,
        @Text(max = 2000) @PublicHttpsUrl @Nullable String inboundMessageUrl,
        @Text(max = 2000) @PublicHttpsUrl @Nullable String messageStatusUrl,
        @Distinct @Nullable List<StatusEventType> eventFilter,
        @Valid @Nullable SignatureConfiguration signature,
        @Valid @Nullable HeaderConfiguration header,
        @Text(max = 2000) @PublicHttpsUrl @Nullable String businessNotificationUrl) {

    /** Nothing set. */
    static final Callback NONE = new Callback(null, null, null, null, null, null, null);

    boolean isUnset() {
        return equals(NONE);
    }

    /** A copy with encrypted, decrypted or masked secrets. */
    Callback withSecrets(UnaryOperator<String> change) {
        return new Callback(
                callbackVersion,
                inboundMessageUrl,
                messageStatusUrl,
                eventFilter,
                signature == null ? null : signature.withSecret(change),
                header == null ? null : header.withValue(change),
                businessNotificationUrl);
    }
}
