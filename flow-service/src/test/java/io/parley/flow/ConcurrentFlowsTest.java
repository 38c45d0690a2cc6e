package io.parley.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.flow.lifecycle.FlowStatus;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ManyRequests;
import io.parley.runtime.test.ServiceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests about the same flow at the same time. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class ConcurrentFlowsTest extends WithFlows {
    private static final int REQUESTS = 60;

    @Test
    void ofManyEqualCreationsOneIsMade() throws Exception {
        var statuses = ManyRequests.statuses(
                REQUESTS, i -> create(JsonObject.of("name", "Same", "categories", JsonArray.of("OTHER")))
                        .statusCode());

        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
        assertTrue(Set.of(201, 400, 409).containsAll(statuses), statuses::toString);
        assertEquals(1, MetaFlowsServer.flows(account.wabaId()).size());
        assertEquals(1, list().size());
    }

    @Test
    void concurrentChangesMakeOnlyLegalTransitionsAndEndInMetasState() throws Exception {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            ids.add(createComplete("Contended " + i));
        }

        var statuses = ManyRequests.statuses(REQUESTS, i -> {
            var id = ids.get(i % ids.size());
            return switch (i / ids.size() % 5) {
                case 0 -> update(id, JsonObject.of("name", "Renamed " + i)).statusCode();
                case 1 -> upload(id, validFlow()).statusCode();
                case 2 -> publish(id).statusCode();
                case 3 -> delete(id).statusCode();
                default -> deprecate(id).statusCode();
            };
        });

        assertTrue(Set.of(200, 400, 404).containsAll(statuses), statuses::toString);
        for (var id : ids) {
            var atMeta = MetaFlowsServer.flow(id);
            var response = request().get(path(id));
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
                + " where h.old_status is not null and f.whatsapp_account_id = '" + account.id() + "'")) {
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
