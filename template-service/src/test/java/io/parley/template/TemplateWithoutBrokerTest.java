package io.parley.template;

import static io.restassured.RestAssured.given;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service with a consumer starts while the broker's name does not resolve, as that of a stopped container. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(TemplateWithoutBrokerTest.Profile.class)
@Tag("fault")
class TemplateWithoutBrokerTest {

    @Test
    void startsAndIsLive() {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);

        given().port(port).get("/q/health/live").then().statusCode(200);
        given().get("/conversations/v3/nowhere").then().statusCode(401);
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kafka.bootstrap.servers", "no-broker.invalid:9092",
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0");
        }
    }
}
