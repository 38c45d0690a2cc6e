package io.parley.messaging;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.RecordingCustomer;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.message.Tenant;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With OpenTelemetry disabled everything works, and no trace context is stored or propagated. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(UntracedTest.WithoutTelemetry.class)
@Tag("slow")
class UntracedTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** Disables OpenTelemetry by its own setting. */
    public static class WithoutTelemetry extends ScriptedNetwork {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.otel.sdk.disabled", "true");
            overrides.put("parley.egress.allow-http", "true");
            overrides.put("parley.egress.allowed-cidrs", "127.0.0.0/8");
            return overrides;
        }
    }

    @Inject
    Directory directory;

    @Inject
    ScriptedChannel channel;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    CallbackTable table;

    @Test
    void messageIsSentWithoutTraceContext() {
        var tenant = Tenant.create(directory);
        var to = Tenant.person();
        try (var customer = new RecordingCustomer()) {
            GivenCallbacks.ofAccount(settings, tenant.account(), "{'messageStatusUrl':'" + customer.url("/s") + "'}");

            var id = given().header("apikey", tenant.key())
                    .header("traceparent", TRACE)
                    .contentType("application/json")
                    .body(tenant.text(to, "hello"))
                    .post("/conversations/v3/messages")
                    .then()
                    .statusCode(202)
                    .extract()
                    .<String>path("messageId");

            Eventually.holds(() -> assertEquals(2, customer.calls("/s").size()));
            assertEquals(1, channel.callsTo(to).size());
            customer.calls("/s").forEach(call -> assertNull(call.headers().get("traceparent")));
            assertNull(table.all("select traceparent from message where id = '" + id + "'")
                    .getFirst()
                    .getString(0));
        }
    }
}
