package io.parley.messaging.callback.delivery;

import io.parley.messaging.configuration.EffectiveCallback;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Builds the headers of one attempt. */
final class CallbackHeaders {
    /** Headers of the HTTP framing; a customer header with such a name is ignored. */
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "host",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private CallbackHeaders() {}

    static Map<String, String> of(UUID call, EffectiveCallback settings, Instant now, byte[] body) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var custom = settings.header();
        if (custom != null) {
            headers.put(custom.key(), custom.value());
            headers.keySet().removeIf(name -> FRAMING.stream().anyMatch(name::equalsIgnoreCase));
        }
        headers.put("content-type", "application/json");
        headers.put("user-agent", "Parley-Callbacks/1");
        headers.put("webhook-id", call.toString());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        if (settings.signature() != null) {
            CallbackSignature.sign(headers, settings.signature(), call, now, body);
        }
        return headers;
    }
}
