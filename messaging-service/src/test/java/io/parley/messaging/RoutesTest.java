package io.parley.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Contract.Operation;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The one route table sends every operation of the contract to the service that owns it. */
class RoutesTest {

    @Test
    void everyOperationHasItsOwner() throws IOException {
        var table = table();
        Map<String, Integer> owned = new TreeMap<>();

        for (var operation : Contract.operations()) {
            var owner = owner(table, "/conversations/v3" + operation.path().replaceAll("\\{[^}]*}", "1"));
            assertEquals(expected(operation), owner, operation.path());
            owned.merge(owner, 1, Integer::sum);
        }

        assertEquals(Map.of("flow", 10, "messaging", 34, "template", 8), owned);
    }

    @Test
    void everythingElseHasItsOwnerToo() throws IOException {
        var table = table();

        assertEquals("messaging", owner(table, "/operator/v1/accounts"));
        assertEquals("messaging", owner(table, "/docs/"));
        assertEquals("messaging", owner(table, "/openapi/operator"));
        assertEquals("gateway", owner(table, "/webhooks/meta"));
        assertEquals("gateway", owner(table, "/webhooks/viber/7042"));
        assertEquals("nobody", owner(table, "/q/health"));
        assertEquals("nobody", owner(table, "/conversations/v33"));
    }

    private static String expected(Operation operation) {
        if (operation.path().matches(".*/templates(/.*)?")) {
            return "template";
        }
        return operation.path().matches(".*/flows(/.*)?") ? "flow" : "messaging";
    }

    private static String owner(JsonNode table, String path) {
        for (var route : table.path("routes")) {
            if (Pattern.matches(route.path("pattern").textValue(), path)) {
                return route.path("service").textValue();
            }
        }
        return "nobody";
    }

    private static JsonNode table() throws IOException {
        try (var in = RoutesTest.class.getResourceAsStream("/routes.yaml")) {
            return new YAMLMapper().readTree(in);
        }
    }
}
