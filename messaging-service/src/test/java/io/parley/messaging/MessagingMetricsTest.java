package io.parley.messaging;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.MetricsPage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Metrics after a message was sent. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class MessagingMetricsTest {
    @Inject
    Tenant tenant;

    private final String person = Tenant.person();

    @TestHTTPResource(value = "", management = true)
    URI management;

    @Test
    void ourMetricsHaveHelpAndUnit() {
        var message = tenant.send(person, "Hello");
        Eventually.equal("dispatched", () -> tenant.status(message));

        var page = scrape();

        assertEquals(List.of(), page.violations());
        assertThat(
                page.families(),
                hasItems(
                        "parley_messages_accepted_total",
                        "parley_message_handoff_seconds",
                        "parley_dispatch_oldest_age_seconds",
                        "parley_callback_first_attempt_seconds",
                        "parley_callback_oldest_age_seconds",
                        "parley_outbox_oldest_age_seconds"));
        assertThat(page.families(), Matchers.everyItem(not(startsWith("parley_webhook"))));
    }

    @Test
    void kafkasClientsHaveMetrics() {
        Eventually.holds(() -> assertThat(
                scrape().text(),
                allOf(
                        containsString("kafka_consumer_fetch_manager_records_consumed_total{"),
                        containsString("kafka_producer_record_send_total{"))));
    }

    private MetricsPage scrape() {
        return new MetricsPage(given().accept("text/plain; version=0.0.4")
                .get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
