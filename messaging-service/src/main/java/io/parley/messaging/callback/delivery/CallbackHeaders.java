package io.parley.messaging.callback.delivery;

import io.parley.messaging.configuration.EffectiveCallback;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The headers of one try. */
final class CallbackHeaders {
    /** Those that frame the call itself; a customer's header of such a name is left out. */
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
        var chosen = settings.header();
        if (chosen != null) {
            headers.put(chosen.key(), chosen.value());
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
