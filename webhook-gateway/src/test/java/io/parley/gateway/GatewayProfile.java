package io.parley.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway with secrets for every provider, two of them for Meta as during a rotation. */
public class GatewayProfile implements QuarkusTestProfile {

    static final String OLD_SECRET = "old-app-secret";
    static final String NEW_SECRET = "new-app-secret";
    static final String VERIFY_TOKEN = "verify-me";
    static final String VIBER_TOKEN = "viber-token";
    static final String PARTNER_SECRET = "App partner-secret";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "parley.webhooks.meta.app-secrets",
                OLD_SECRET + "," + NEW_SECRET,
                "parley.webhooks.meta.verify-token",
                VERIFY_TOKEN,
                "parley.webhooks.viber.tokens.\"7042\"",
                VIBER_TOKEN,
                "parley.webhooks.viber-partner.secrets.\"7042\"",
                PARTNER_SECRET,
                "quarkus.otel.instrument.vertx-http", // as with a configured collector
                "true",
                "quarkus.http.test-port",
                "0",
                "quarkus.management.test-port",
                "0");
    }
}
