package io.parley.template;

import static io.parley.template.TemplateDriver.localization;
import static io.parley.template.TemplateDriver.template;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ManyRequests;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.parley.template.lifecycle.LocalizationStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests about the same template at the same time. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
@Tag("slow")
class ConcurrentTemplatesTest {
    private static final int REQUESTS = 200;

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void ofManyEqualSubmissionsOneIsAccepted() throws Exception {
        var statuses = ManyRequests.statuses(
                REQUESTS,
                i -> templates.submit(template("same_name", "en")).extract().statusCode());

        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
        assertEquals(
                REQUESTS - 1, statuses.stream().filter(status -> status == 409).count(), statuses::toString);
        templates.awaitStatus("same_name", "en", "PENDING");
        assertEquals(
                1, MetaTemplatesServer.templates(customer.account().wabaId()).size());
    }

    @Test
    void concurrentChangesMakeOnlyLegalTransitions() throws Exception {
        templates.submit("contended", "en");

        var statuses = ManyRequests.statuses(REQUESTS, i -> switch (i % 5) {
            case 0 -> templates.submit(template("contended", "en")).extract().statusCode();
            case 1 ->
                customer.request()
                        .contentType("application/json")
                        .body(localization("de").encode())
                        .post(templates.path("contended") + "/localizations")
                        .statusCode();
            case 2 ->
                customer.request()
                        .contentType("application/json")
                        .body(JsonObject.of("category", "MARKETING").encode())
                        .patch(templates.path("contended") + "/en")
                        .statusCode();
            case 3 ->
                i < REQUESTS / 2
                        ? customer.request().get(templates.path("contended")).statusCode()
                        : 204;
            default ->
                i < REQUESTS * 3 / 4
                        ? 204
                        : customer.request().delete(templates.path("contended")).statusCode();
        });

        assertTrue(Set.of(200, 201, 204, 404, 409).containsAll(statuses), statuses::toString);
        Eventually.holds(() -> MetaTemplatesServer.templates(customer.account().wabaId())
                .forEach(template ->
                        assertEquals("PENDING_DELETION", template.json().getString("status"))));
        assertEquals("DELETION_PENDING", templates.text("contended", "en", "status"));
        for (var transition : transitions()) {
            assertTrue(
                    transition.getFirst() == transition.getLast()
                            || transition.getFirst().canBecome(transition.getLast()),
                    transition::toString);
        }
    }

    /** All recorded transitions of the account's localizations. */
    private List<List<LocalizationStatus>> transitions() throws SQLException {
        try (var connection = ServiceDatabase.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("""
                        select h.old_status, h.new_status from template.template_history h
                          join template.template_localization l on l.id = h.localization_id
                          join template.whatsapp_template t on t.id = l.template_id
                         where h.old_status is not null and t.whatsapp_account_id = '%s'""".formatted(customer.account().id()))) {
            var found = new ArrayList<List<LocalizationStatus>>();
            while (rows.next()) {
                found.add(List.of(
                        LocalizationStatus.valueOf(rows.getString(1)), LocalizationStatus.valueOf(rows.getString(2))));
            }
            return found;
        }
    }
}
