package io.parley.template;

import static io.parley.template.TemplateDriver.template;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.DatabaseConnections;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ManyRequests;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The database closes connections in the middle of requests, again and again. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
@Tag("slow")
class BrokenConnectionsTest {
    private static final int REQUESTS = 120;
    private static final Duration PAUSE = Duration.ofMillis(150);

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void noRequestFailsForGoodAndNoConnectionIsLost() throws Exception {
        var ended = new AtomicBoolean();
        var closing = Thread.ofPlatform().start(() -> {
            while (!ended.get()) {
                closeConnections();
                Eventually.pause(PAUSE);
            }
        });

        var statuses = ManyRequests.statuses(REQUESTS, i -> request(i).statusCode());
        ended.set(true);
        closing.join();

        // A repeated request finds what was committed before its connection broke.
        assertTrue(Set.of(200, 201, 204, 404, 409, 503).containsAll(statuses), statuses::toString);
        DatabaseConnections.areReleased(0);
    }

    private Response request(int number) {
        var name = "broken_" + number / 8;
        return switch (number % 4) {
            case 0 -> templates.submit(template(name, "en")).extract().response();
            case 1 ->
                customer.request()
                        .contentType("application/json")
                        .body(JsonObject.of("category", "MARKETING").encode())
                        .patch(templates.path(name) + "/en");
            case 2 -> customer.request().get(templates.path(name));
            default -> customer.request().delete(templates.path(name));
        };
    }

    private static void closeConnections() {
        ServiceDatabase.rows("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
    }
}
