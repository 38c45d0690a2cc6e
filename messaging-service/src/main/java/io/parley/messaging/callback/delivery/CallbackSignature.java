package io.parley.messaging.callback.delivery;

import io.parley.messaging.configuration.EffectiveCallback.Signature;
import io.parley.runtime.signature.CallSignature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs callbacks with the customer's secret, and with the previous one until it expires. */
final class CallbackSignature {
    private CallbackSignature() {}

    static void sign(Map<String, String> headers, Signature signature, UUID id, Instant at, byte[] body) {
        CallSignature.add(headers, signature.method(), secrets(signature, at), id, at, body);
    }

    private static List<String> secrets(Signature signature, Instant at) {
        return signature.old() == null || !signature.old().isValid(at)
                ? List.of(signature.secret())
                : List.of(signature.secret(), signature.old().secret());
    }
}
