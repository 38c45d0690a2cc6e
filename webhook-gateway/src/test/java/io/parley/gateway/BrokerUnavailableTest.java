package io.parley.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("fault")
class BrokerUnavailableTest {

    private static final String BODY = MetaCalls.webhook(MetaCalls.message("105", "491", "wamid.unavailable"));

    @Test
    void returns503QuicklyWhileTheBrokerIsUnavailable() {
        until(() -> MetaCalls.post(BODY).statusCode(), status -> status == 200);
        Infrastructure.kafka().fail().run();
        try {
            var immediate = 0;
            for (var i = 0; i < 12; i++) {
                var start = System.nanoTime();
                var response = MetaCalls.post(BODY);
                var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

                assertEquals(503, response.statusCode());
                assertEquals("1", response.header("Retry-After"));
                assertEquals("application/problem+json", response.header("Content-Type"));
                // Far above the deadline of a send, since the machine may be busy; providers wait ten seconds and more.
                assertTrue(millis < 6_000, "response " + i + " after " + millis + " ms");
                immediate += millis < 300 ? 1 : 0; // the other calls probed the broker
            }
            assertTrue(immediate >= 4, immediate + " immediate responses");
            assertEquals(200, health("live").statusCode());
            until(() -> health("ready").statusCode(), status -> status == 503);
        } finally {
            Infrastructure.kafka().recover().run();
        }
        until(() -> MetaCalls.post(BODY).statusCode(), status -> status == 200);
        until(() -> health("ready").statusCode(), status -> status == 200);
    }

    @Test
    void countsItems() {
        until(() -> MetaCalls.post(BODY).statusCode(), status -> status == 200);
        given().body("x").post("/webhooks/meta").then().statusCode(401);

        given().port(management())
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("parley_inbound_events_total{"))
                .body(containsString("outcome=\"accepted\""))
                .body(containsString("outcome=\"bad_signature\""))
                .body(containsString("uri=\"/webhooks/meta\""));
    }

    private static Response health(String kind) {
        return given().port(management()).get("/q/health/" + kind);
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }

    private static void until(IntSupplier status, IntPredicate expected) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        var last = status.getAsInt();
        while (!expected.test(last)) {
            assertTrue(System.nanoTime() < deadline, "still " + last);
            last = status.getAsInt();
        }
    }
}
