package io.parley.flow;

import static io.parley.flow.FlowDriver.body;
import static io.parley.flow.FlowDriver.validFlow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.flow.lifecycle.FlowStatus;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ManyRequests;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests about the same flow at the same time. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class ConcurrentFlowsTest {
    private static final int REQUESTS = 60;

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @Test
    void ofManyEqualCreationsOneIsMade() throws Exception {
        var statuses = ManyRequests.statuses(
                REQUESTS, i -> flows.create(JsonObject.of("name", "Same", "categories", JsonArray.of("OTHER")))
                        .extract()
                        .statusCode());

        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
        assertTrue(Set.of(201, 400, 409).containsAll(statuses), statuses::toString);
        assertEquals(1, MetaFlowsServer.flows(customer.account().wabaId()).size());
        assertEquals(1, flows.list().size());
    }

    @Test
    void concurrentChangesMakeOnlyLegalTransitionsAndEndInMetasState() throws Exception {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            ids.add(flows.createComplete("Contended " + i));
        }

        var statuses = ManyRequests.statuses(REQUESTS, i -> {
            var id = ids.get(i % ids.size());
            return switch (i / ids.size() % 5) {
                case 0 ->
                    flows.update(id, JsonObject.of("name", "Renamed " + i))
                            .extract()
                            .statusCode();
                case 1 -> flows.upload(id, validFlow()).extract().statusCode();
                case 2 -> flows.publish(id).extract().statusCode();
                case 3 -> flows.delete(id).extract().statusCode();
                default -> flows.deprecate(id).extract().statusCode();
            };
        });

        assertTrue(Set.of(200, 400, 404).containsAll(statuses), statuses::toString);
        for (var id : ids) {
            var atMeta = MetaFlowsServer.flow(id);
            var response = customer.request().get(flows.path(id));
            if (atMeta == null) {
                assertEquals(404, response.statusCode());
            } else {
                assertEquals(atMeta.status(), body(response).path("status").asText());
                assertEquals(
                        atMeta.json().getString("name"),
                        body(response).path("name").asText());
            }
        }
        for (var transition : ServiceDatabase.rows("select h.old_status || ' ' || h.new_status from flow.flow_history h"
                + " join flow.whatsapp_flow f on f.flow_id = h.flow_id"
                + " where h.old_status is not null and f.whatsapp_account_id = '"
                + customer.account().id() + "'")) {
            assertTrue(isLegal(transition), transition);
        }
    }

    private static boolean isLegal(String transition) {
        var states = transition.split(" ");
        return states[1].equals("DELETED")
                ? states[0].equals("DRAFT")
                : FlowStatus.valueOf(states[0]).canBecome(FlowStatus.valueOf(states[1]));
    }
}
