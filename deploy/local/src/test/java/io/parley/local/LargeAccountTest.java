package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator connects a WhatsApp account with a thousand numbers; the customer reads them page by page. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class LargeAccountTest {
    private static final int NUMBERS = 1_000;
    private static final int PAGE = 250;
    private static final String WABA = "880000000000001";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Platform platform;

    LargeAccountTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void allNumbersBecomeSendersAndArePagedThrough() throws Exception {
        control("PUT", "/accounts/" + WABA, Map.of("name", "Large shop"));
        control(
                "POST",
                "/accounts/" + WABA + "/numbers",
                Map.of("count", NUMBERS, "display_phone_number", "4930880000000", "verified_name", "Large shop"));
        var customer = "/accounts/"
                + operator("/accounts", Map.of("name", "Large shop")).path("id").asText();
        var key = operator(customer + "/keys", Map.of()).path("key").asText();
        var account = operator(customer + "/whatsapp-accounts", Map.of("wabaId", WABA, "name", "Large shop"))
                .path("id")
                .asText();

        var lines = findings(operator(customer + "/whatsapp-accounts/" + account + "/connection", null));

        assertEquals(
                NUMBERS,
                lines.stream().filter(line -> line.endsWith(" was created")).count(),
                () -> String.join("\n", lines.subList(0, 20)));
        var numbers = "/channels/whatsapp/accounts/" + account + "/phone-numbers";
        eventually(
                "all numbers are known",
                () -> page(key, numbers, NUMBERS / PAGE).size() == PAGE ? "known" : null);
        var read = new HashSet<String>();
        for (var page = 1; page <= NUMBERS / PAGE; page++) {
            page(key, numbers, page).forEach(number -> read.add(number.toString()));
        }
        assertEquals(NUMBERS, read.size());
        assertTrue(page(key, numbers, NUMBERS / PAGE + 1).isEmpty());
    }

    private JsonNode page(String key, String path, int page) {
        var url = platform.endpoints().api() + path + "?page=" + page + "&size=" + PAGE;
        try {
            return send("GET", url, key, null);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> findings(JsonNode lines) {
        var findings = new ArrayList<String>();
        lines.forEach(line -> findings.add(line.path("finding").asText()));
        return findings;
    }

    private void control(String method, String path, Map<String, Object> body) throws Exception {
        send(method, platform.endpoints().sandbox() + "/control" + path, "", body);
    }

    private JsonNode operator(String path, Map<String, Object> body) throws Exception {
        return send(
                "POST",
                platform.endpoints().operator() + path,
                platform.credentials().operatorKey(),
                body);
    }

    private static JsonNode send(String method, String url, String key, Map<String, Object> body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("apikey", key)
                .header("content-type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertTrue(response.statusCode() / 100 == 2, () -> method + " " + url + ": " + response.body());
        return JSON.readTree(response.body());
    }
}
