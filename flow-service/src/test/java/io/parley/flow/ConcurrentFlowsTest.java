package io.parley.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.flow.lifecycle.FlowStatus;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests about the same flow at the same time. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class ConcurrentFlowsTest extends WithFlows {
    private static final int REQUESTS = 60;

    private interface Request {
        int send(int number);
    }

    @Test
    void ofManyEqualCreationsOneIsMade() throws Exception {
        var statuses = all(i -> create(JsonObject.of("name", "Same", "categories", JsonArray.of("OTHER")))
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

        var statuses = all(i -> {
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
        for (var transition : rows("select h.old_status || ' ' || h.new_status from flow.flow_history h"
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

    /** While another request changes the flow, the service answers 503, and the caller repeats the request. */
    private static int repeated(Request request, int number) {
        var status = request.send(number);
        for (var i = 0; i < 50 && status == 503; i++) {
            Eventually.pause(Duration.ofMillis(200));
            status = request.send(number);
        }
        return status;
    }

    private static List<Integer> all(Request request) throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < REQUESTS; i++) {
                var number = i;
                calls.add(() -> repeated(request, number));
            }
            var statuses = new ArrayList<Integer>();
            for (var call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
            return statuses;
        }
    }
}
