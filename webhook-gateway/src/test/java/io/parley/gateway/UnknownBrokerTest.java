package io.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gateway that starts while the broker's name does not resolve, as that of a stopped container. */
@QuarkusTest
@TestProfile(UnknownBrokerTest.Profile.class)
@Tag("fault")
class UnknownBrokerTest {

    @Test
    void returns503IsLiveAndIsNotReady() {
        var response = MetaCalls.post(MetaCalls.webhook(MetaCalls.message("105", "491", "wamid.unknown-broker")));

        assertEquals(503, response.statusCode());
        assertEquals("1", response.header("Retry-After"));
        assertEquals(200, health("live"));
        assertEquals(503, health("ready"));
    }

    private static int health(String kind) {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return given().port(port).get("/q/health/" + kind).statusCode();
    }

    public static class Profile extends GatewayProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            var all = new HashMap<>(super.getConfigOverrides());
            all.put("kafka.bootstrap.servers", "no-broker.invalid:9092");
            return all;
        }
    }
}
