package io.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Secrets in files: each is used within seconds after it was renewed, and the one before is not valid any more. */
@QuarkusTest
@TestProfile(RenewedSecretsTest.Profile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class RenewedSecretsTest {

    private static final Path FOLDER = Path.of("target", "renewed-secrets");
    private static final byte[] BODY = MetaCalls.bytes("{\"event\":\"webhook\",\"timestamp\":1,\"message_token\":2}");
    private static final List<String> NAMES = List.of("app", "verify", "viber", "partner");

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            NAMES.forEach(name -> write(name, "first-" + name));
            return Map.of(
                    "parley.webhooks.meta.app-secrets", file("app"),
                    "parley.webhooks.meta.verify-token", file("verify"),
                    "parley.webhooks.viber.tokens.\"7042\"", file("viber"),
                    "parley.webhooks.viber-partner.secrets.\"7042\"", file("partner"),
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0");
        }
    }

    private static String file(String name) {
        return "file:" + FOLDER.resolve(name).toAbsolutePath();
    }

    private static void write(String name, String secret) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name), secret + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRenewedSecretReplacesTheOneBefore() throws Exception {
        Map<String, ToIntFunction<String>> calls = Map.of(
                "app", RenewedSecretsTest::meta,
                "verify", RenewedSecretsTest::handshake,
                "viber", RenewedSecretsTest::viber,
                "partner", RenewedSecretsTest::partner);
        for (var name : NAMES) {
            Eventually.equal(200, () -> calls.get(name).applyAsInt("first-" + name));
        }

        NAMES.forEach(name -> write(name, "second-" + name));

        for (var name : NAMES) {
            Eventually.equal(200, () -> calls.get(name).applyAsInt("second-" + name));
            assertEquals(name.equals("verify") ? 403 : 401, calls.get(name).applyAsInt("first-" + name), name);
        }
    }

    private static int meta(String secret) {
        var body = MetaCalls.bytes("{\"object\":\"whatsapp_business_account\",\"entry\":[]}");
        return given().header("X-Hub-Signature-256", "sha256=" + MetaCalls.signature(secret, body))
                .body(body)
                .post("/webhooks/meta")
                .statusCode();
    }

    private static int handshake(String token) {
        return given().queryParam("hub.mode", "subscribe")
                .queryParam("hub.verify_token", token)
                .queryParam("hub.challenge", "1")
                .get("/webhooks/meta")
                .statusCode();
    }

    private static int viber(String token) {
        return given().header("X-Viber-Content-Signature", MetaCalls.signature(token, BODY))
                .body(BODY)
                .post("/webhooks/viber/7042")
                .statusCode();
    }

    private static int partner(String authorization) {
        return given().header("Authorization", authorization)
                .body(MetaCalls.bytes("{\"results\":[]}"))
                .post("/webhooks/viber-partner/7042")
                .statusCode();
    }
}
