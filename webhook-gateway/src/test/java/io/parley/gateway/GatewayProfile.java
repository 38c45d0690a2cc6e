package io.parley.gateway;

import static java.util.Map.entry;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway with secrets for every provider, two of them for Meta as during a rotation. */
public class GatewayProfile implements QuarkusTestProfile {

    public static final String OLD_SECRET = "old-app-secret";
    public static final String NEW_SECRET = "new-app-secret";
    static final String VERIFY_TOKEN = "verify-me";
    static final String VIBER_TOKEN = "viber-token";
    static final String PARTNER_SECRET = "App partner-secret";

    /** Also encrypts the private keys that tests publish. */
    public static final String ENCRYPTION_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                entry("parley.webhooks.meta.app-secrets", OLD_SECRET + "," + NEW_SECRET),
                entry("parley.webhooks.meta.verify-token", VERIFY_TOKEN),
                entry("parley.webhooks.viber.tokens.\"7042\"", VIBER_TOKEN),
                entry("parley.webhooks.viber-partner.secrets.\"7042\"", PARTNER_SECRET),
                entry("parley.encryption.keys", ENCRYPTION_KEY),
                entry("parley.egress.allow-http", "true"),
                entry("parley.egress.allowed-cidrs", "127.0.0.0/8"),
                entry("parley.flow-endpoint.timeout", "3s"),
                entry("parley.flow-endpoint.max-answer", "1500K"),
                entry("parley.flow-endpoint.max-requests-per-flow", "4"),
                entry("quarkus.otel.instrument.vertx-http", "true"), // as with a configured collector
                entry("quarkus.http.test-port", "0"),
                entry("quarkus.management.test-port", "0"));
    }
}
