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

/** The route table routes every operation of the contract to its service. */
class RoutesTest {

    @Test
    void everyOperationIsRouted() throws IOException {
        var table = table();
        Map<String, Integer> operations = new TreeMap<>();

        for (var operation : Contract.operations()) {
            var service = service(table, "/conversations/v3" + operation.path().replaceAll("\\{[^}]*}", "1"));
            assertEquals(expected(operation), service, operation.path());
            operations.merge(service, 1, Integer::sum);
        }

        assertEquals(Map.of("flow", 10, "messaging", 36, "template", 8), operations);
    }

    @Test
    void otherPathsAreRouted() throws IOException {
        var table = table();

        assertEquals("messaging", service(table, "/operator/v1/accounts"));
        assertEquals("template", service(table, "/operator/v1/whatsapp-accounts/1/templates/lint"));
        assertEquals("flow", service(table, "/operator/v1/accounts/1/senders/2/flow-key"));
        assertEquals("flow", service(table, "/operator/v1/accounts/1/flow-signing-secret"));
        assertEquals("flow", service(table, "/operator/v1/setup-checks/flows"));
        assertEquals("messaging", service(table, "/operator/v1/setup-checks"));
        assertEquals("messaging", service(table, "/operator/v1/accounts/1/senders/2"));
        assertEquals("messaging", service(table, "/docs/"));
        assertEquals("messaging", service(table, "/openapi/operator"));
        assertEquals("messaging", service(table, "/console/"));
        assertEquals("messaging", service(table, "/console/messages/1"));
        assertEquals("none", service(table, "/consoles"));
        assertEquals("flow", service(table, "/flow-previews/abc"));
        assertEquals("flow", service(table, "/flow-renderer/preview/page.js"));
        assertEquals("gateway", service(table, "/webhooks/meta"));
        assertEquals("gateway", service(table, "/webhooks/viber/7042"));
        assertEquals("gateway", service(table, "/webhooks/whatsapp/flows/1"));
        assertEquals("none", service(table, "/q/health"));
        assertEquals("none", service(table, "/conversations/v33"));
    }

    private static String expected(Operation operation) {
        if (operation.path().matches(".*/templates(/.*)?")) {
            return "template";
        }
        return operation.path().matches(".*/flows(/.*)?") ? "flow" : "messaging";
    }

    private static String service(JsonNode table, String path) {
        for (var route : table.path("routes")) {
            if (Pattern.matches(route.path("pattern").textValue(), path)) {
                return route.path("service").textValue();
            }
        }
        return "none";
    }

    private static JsonNode table() throws IOException {
        try (var in = RoutesTest.class.getResourceAsStream("/routes.yaml")) {
            return new YAMLMapper().readTree(in);
        }
    }
}
