package io.parley.flow.endpoint;

import static io.parley.flow.endpoint.FlowKeyRequests.create;
import static io.parley.flow.endpoint.FlowKeyRequests.operator;
import static io.parley.flow.endpoint.FlowKeyRequests.path;
import static io.parley.flow.endpoint.FlowKeyRequests.read;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A deployment without a key-encryption key. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(WithoutEncryptionKeyTest.NoKey.class)
@Tag("slow")
class WithoutEncryptionKeyTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    public static class NoKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.encryption.keys", "");
        }
    }

    @Test
    void theProblemNamesTheSetting() {
        create(customer.number())
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", allOf(containsString("parley.encryption.keys"), containsString("openssl rand")));
        operator()
                .post("/operator/v1/accounts/" + customer.id() + "/flow-signing-secret")
                .then()
                .statusCode(409)
                .body("detail", containsString("parley.encryption.keys"));
    }

    @Test
    void theStateCanBeReadAndDeleted() {
        read(customer.number()).statusCode(200).body("keys", empty());
        operator().delete(path(customer.number())).then().statusCode(204);
        operator().get("/operator/v1/setup-checks/flows").then().statusCode(200).body("", empty());
    }
}
