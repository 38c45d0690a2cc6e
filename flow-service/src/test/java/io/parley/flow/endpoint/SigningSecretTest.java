package io.parley.flow.endpoint;

import static io.parley.flow.endpoint.FlowKeyRequests.operator;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.flow.MetaFlowsServer;
import io.parley.model.flow.FlowKeyEntry.SigningSecrets;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator's calls about the secret that signs requests to teams' endpoints. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class SigningSecretTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @Inject
    FlowKeyRequests flowKeys;

    @Inject
    KeyEncryption encryption;

    @Test
    void theSigningSecretIsShownOnceAndTheOneBeforeSignsForAWhile() throws Exception {
        var first = secret().body("secret", startsWith("whsec_"))
                .body("previousUntil", nullValue())
                .extract();
        var second = secret().body("previousUntil", not(nullValue())).extract();

        Eventually.holds(() -> assertNotNull(secrets().previous()));
        var published = secrets();
        assertEquals(second.path("secret"), decrypted(published.current()));
        assertEquals(first.path("secret"), decrypted(published.previous()));
        operator()
                .post("/operator/v1/accounts/" + UUID.randomUUID() + "/flow-signing-secret")
                .then()
                .statusCode(404);
    }

    private ValidatableResponse secret() {
        return operator()
                .post("/operator/v1/accounts/" + customer.id() + "/flow-signing-secret")
                .then()
                .statusCode(201);
    }

    private SigningSecrets secrets() {
        return flowKeys.secrets(customer.id());
    }

    private String decrypted(String secret) throws Exception {
        assertFalse(secret.contains("whsec_"));
        return new String(encryption.decrypt(secret, SigningSecrets.context(customer.id())), StandardCharsets.UTF_8);
    }
}
