package io.parley.messaging.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.standardwebhooks.Webhook;
import io.parley.messaging.configuration.EffectiveCallback;
import io.parley.messaging.configuration.EffectiveCallback.Header;
import io.parley.messaging.configuration.EffectiveCallback.Signature;
import io.parley.messaging.configuration.PreviousSecret;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The expected signatures were computed by Python's hmac module and checked with openssl. */
class CallbackSignatureTest {
    private static final UUID CALL = UUID.fromString("0190a6f4-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-03-02T09:15:00Z");
    private static final byte[] BODY = "{\"event\":\"MoMessage\",\"text\":\"Grüße 👍\"}".getBytes(UTF_8);
    private static final String SECRET = "not-a-secret-ä";

    @Test
    void contractSignatureWithSha256() {
        var headers = CallbackHeaders.of(CALL, settings(new Signature("HS256", SECRET, null), null), NOW, BODY);

        assertEquals("2026-03-02T09:15:00Z", headers.get("x-request-timestamp"));
        assertEquals("V1.0", headers.get("x-signature-version"));
        assertEquals("p-CU2RBPX32_M0bnx3ulYzd4gKVPRmapFfzTu5aIUSE", headers.get("x-signature"));
    }

    @Test
    void contractSignatureWithSha512() {
        var headers = CallbackHeaders.of(CALL, settings(new Signature("HS512", SECRET, null), null), NOW, BODY);

        assertEquals(
                "sdc2rejUD5eoYzn7LrVtrEp2wV2PWkhTuhuIyb-eP0uW0QFlar4Xgt89ZqyhT2Im8oXopHbtvLMEJzCuR7VKUg",
                headers.get("x-signature"));
    }

    @Test
    void standardWebhooksHeadersAreAdded() {
        var headers = CallbackHeaders.of(CALL, settings(new Signature("HS512", SECRET, null), null), NOW, BODY);

        assertEquals(CALL.toString(), headers.get("webhook-id"));
        assertEquals("1772442900", headers.get("webhook-timestamp"));
        assertEquals("v1,9MQ47eUuKKQTBqT/ypjTAZR+/gfowCPGGtODK5X/5yc=", headers.get("webhook-signature"));
    }

    @Test
    void previousSecretSignsUntilItExpires() {
        var current = new Signature("HS512", "a-newer-secret", null);
        var currentOnly = CallbackHeaders.of(CALL, settings(current, null), NOW, BODY);
        var both = CallbackHeaders.of(CALL, settings(rotated(NOW.plusMillis(1)), null), NOW, BODY);
        var expired = CallbackHeaders.of(CALL, settings(rotated(NOW), null), NOW, BODY);

        assertEquals(
                currentOnly.get("webhook-signature") + " v1,9MQ47eUuKKQTBqT/ypjTAZR+/gfowCPGGtODK5X/5yc=",
                both.get("webhook-signature"));
        assertEquals(currentOnly.get("x-signature"), both.get("x-signature"));
        assertEquals(currentOnly, expired);
    }

    @Test
    void standardVerifierAcceptsAPrefixedSecret() {
        var secret = "whsec_" + Base64.getEncoder().encodeToString("24 bytes of random keys!".getBytes(UTF_8));

        var headers = signedNow(secret);

        assertDoesNotThrow(() -> new Webhook(secret).verify(new String(BODY, UTF_8), headers));
    }

    @Test
    void standardVerifierAcceptsOtherSecretsAsRawBytes() {
        var headers = signedNow(SECRET);

        assertDoesNotThrow(() -> new Webhook(SECRET.getBytes(UTF_8)).verify(new String(BODY, UTF_8), headers));
    }

    @Test
    void prefixedSecretWithoutBase64IsUsedAsText() {
        var headers = signedNow("whsec_not base64");

        assertDoesNotThrow(
                () -> new Webhook("whsec_not base64".getBytes(UTF_8)).verify(new String(BODY, UTF_8), headers));
    }

    @Test
    void contractSignatureUsesThePrefixedSecretAsText() {
        var headers =
                CallbackHeaders.of(CALL, settings(new Signature("HS256", "whsec_c2VjcmV0", null), null), NOW, BODY);

        assertEquals("oIZJIMDNTMIBFX_xBBEYnbI-W-vot-rbB3xoEkuqaXw", headers.get("x-signature"));
    }

    /** Standard verifiers reject callbacks older than five minutes, so these are signed with the current time. */
    private static HttpHeaders signedNow(String secret) {
        var signature = new Signature("HS512", secret, null);
        var headers = CallbackHeaders.of(CALL, settings(signature, null), Instant.now(), BODY);
        return HttpHeaders.of(
                headers.entrySet().stream().collect(toMap(Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);
    }

    private static Signature rotated(Instant until) {
        return new Signature("HS512", "a-newer-secret", new PreviousSecret(SECRET, until));
    }

    @Test
    void unsignedCallbackHasNoSignatureHeaders() {
        var headers = CallbackHeaders.of(CALL, settings(null, null), NOW, BODY);

        assertEquals(
                Set.of("content-type", "user-agent", "webhook-id", "webhook-timestamp"), Set.copyOf(headers.keySet()));
    }

    @Test
    void customHeaderIsAddedButReplacesNoOther() {
        var own = CallbackHeaders.of(CALL, settings(null, new Header("X-Token", "12345678")), NOW, BODY);
        var framing = CallbackHeaders.of(CALL, settings(null, new Header("Content-Length", "12345678")), NOW, BODY);
        var type = CallbackHeaders.of(CALL, settings(null, new Header("Content-Type", "text/html")), NOW, BODY);

        assertEquals("12345678", own.get("x-token"));
        assertFalse(framing.containsKey("content-length"));
        assertEquals("application/json", type.get("content-type"));
        assertEquals(4, type.size());
    }

    private static EffectiveCallback settings(Signature signature, Header header) {
        return new EffectiveCallback("2.12", null, null, null, Set.of(), signature, header);
    }
}
