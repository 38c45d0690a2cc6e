package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.fault.AccountFaults;
import io.parley.sandbox.fault.FlowFaults;
import io.parley.sandbox.fault.HttpFaults;
import io.parley.sandbox.fault.MediaFaults;
import io.parley.sandbox.fault.ReceiptTraits;
import io.parley.sandbox.fault.SmsFaults;
import io.parley.sandbox.fault.TemplateFaults;
import io.vertx.ext.web.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlTest {

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void healthIsUp() {
        assertEquals("UP", STAGE.get("/health").json().path("status").asText());
    }

    @Test
    void everyRouteIsDocumented() {
        var document = STAGE.get("/openapi").json();
        assertEquals("3.1.0", document.path("openapi").asText());

        var documented = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertEquals(routes(), documented);
    }

    private static Set<String> routes() {
        return STAGE.sandbox().controlRoutes().stream()
                .filter(route -> route.methods() != null)
                .flatMap(route -> route.methods().stream().map(method -> method + " " + documentedPath(route)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String documentedPath(Route route) {
        return route.getPath().replaceAll(":(\\w+)", "{$1}");
    }

    @Test
    void everyFaultIsDocumented() {
        var schemas = STAGE.get("/openapi").json().at("/components/schemas");

        assertEquals(members(HttpFaults.class), names(schemas.at("/HttpFaults/properties")));
        assertEquals(members(SmsFaults.class), names(schemas.at("/SmsFaults/properties")));
        assertEquals(members(ReceiptTraits.class), names(schemas.at("/ReceiptTraits/properties")));
        assertEquals(members(MediaFaults.class), names(schemas.at("/MediaFaults/properties")));
        assertEquals(members(AccountFaults.class), names(schemas.at("/AccountFaults/properties")));
        assertEquals(members(TemplateFaults.class), names(schemas.at("/TemplateFaults/properties")));
        assertEquals(members(FlowFaults.class), names(schemas.at("/FlowFaults/properties")));
    }

    private static Set<String> members(Class<?> plan) {
        return Arrays.stream(plan.getRecordComponents())
                .map(member -> member.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode properties) {
        var names = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void unknownFaultIsRejected() {
        var response = STAGE.call("PUT", "/control/faults", "{\"whatsapp\":{\"http4290\":1}}");

        assertEquals(400, response.status());
        assertTrue(response.json().path("error").asText().contains("http4290"));
    }

    @Test
    void putReplacesTheWholePlan() {
        STAGE.faults("{\"whatsapp\":{\"http429\":1},\"sms\":{\"throttleRate\":1}}");
        STAGE.faults("{\"whatsapp\":{\"http5xx\":1}}");

        var plan = STAGE.get("/control/faults").json();
        assertEquals(0, plan.at("/whatsapp/http429").asInt());
        assertEquals(1, plan.at("/whatsapp/http5xx").asInt());
        assertEquals(0, plan.at("/sms/throttleRate").asInt());
    }

    @Test
    void invalidInboundRequestsAreRejected() {
        for (var request : new String[] {
            "[]",
            "{\"channel\":\"fax\",\"from\":\"1\"}",
            "{\"channel\":\"sms\"}",
            "{\"channel\":\"whatsapp\",\"from\":\"1\",\"to\":\"42\",\"text\":\"x\"}",
            "{\"channel\":\"viber\",\"from\":\"1\",\"to\":\"42\",\"text\":\"x\"}",
            "{\"channel\":\"sms\",\"from\":\"1\",\"to\":\"2\",\"encoding\":\"morse\"}"
        }) {
            assertEquals(400, STAGE.post("/control/inbound", request).status(), request);
        }
        assertEquals(404, STAGE.get("/control/nothing").status());
        assertEquals(400, STAGE.get("/control/ledger?since=x").status());
    }

    @Test
    void requestOfAMessageIsReturned() {
        var id = STAGE.whatsapp("49170", "n").json().at("/messages/0/id").asText();
        var query = "/control/request?providerId=" + URLEncoder.encode(id, StandardCharsets.UTF_8);

        assertEquals("49170", STAGE.get(query).json().path("to").asText());
        STAGE.post("/control/reset", "");
        assertEquals(404, STAGE.get(query).status());
    }

    @Test
    void ledgerIsPagedClearedAndReset() {
        for (var n = 0; n < 5; n++) {
            STAGE.whatsapp("49170", "n" + n);
        }
        STAGE.viber("sub", "v");

        var page = STAGE.get("/control/ledger?channel=whatsapp&limit=2").json().path("accepted");
        var next = STAGE.get("/control/ledger?channel=whatsapp&since="
                        + page.at("/1/seq").asLong())
                .json()
                .path("accepted");
        assertEquals("n1", page.at("/1/text").asText());
        assertEquals(3, next.size());
        assertEquals("n2", next.at("/0/text").asText());

        assertEquals(204, STAGE.call("DELETE", "/control/ledger", "").status());
        assertEquals(0, STAGE.ledger().size());
        assertEquals(5, STAGE.count("whatsapp", "accepted"));
        STAGE.post("/control/reset", "");
        assertEquals(0, STAGE.count("whatsapp", "accepted"));
    }
}
