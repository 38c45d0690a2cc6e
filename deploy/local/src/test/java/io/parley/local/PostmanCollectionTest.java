package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.test.Contract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sends every request of the served collection to the platform, with its variables set as a user would. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
@Tag("slow")
class PostmanCollectionTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The local run has none of these: a template and a flow that exist, and a message that can be reacted to. */
    private static final List<String> MAY_BE_REFUSED = List.of("Template", "template", "Form", "Reaction");

    /** Not a placeholder of a template, which is a number. */
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{[a-zA-Z]+}}");

    /** Other tests send these: a request that would change or delete them names others. */
    private static final String FLOW = "1200345067890123";

    private static final String TEMPLATE = "visit_reminder";

    private final Platform platform;
    private final Map<String, String> variables = new HashMap<>();

    PostmanCollectionTest(Platform platform) {
        this.platform = platform;
    }

    /** The callbacks of senders precede those of the account, which other tests set. */
    @AfterEach
    void removeCallbacksOfSenders() throws Exception {
        var team = new ProductTeam(platform);
        for (var sender : List.of(
                "whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER,
                "viber/service-ids/" + LocalIdentities.VIBER_SERVICE,
                "sms/phone-numbers/" + LocalIdentities.SMS_NUMBER)) {
            team.put("/configurations/channels/" + sender + "/callbacks", Map.of());
        }
    }

    @Test
    void everyRequestGetsADocumentedResponse() throws Exception {
        var collection = JSON.readTree(get(platform.endpoints().front() + "/openapi/postman"));
        collection
                .path("variable")
                .forEach(variable -> variables.put(
                        variable.path("key").asText(), variable.path("value").asText()));
        assertEquals(platform.endpoints().api(), variables.get("baseUrl"));
        variables.put("apiKey", platform.credentials().apiKey());
        variables.put("whatsappSender", LocalIdentities.WHATSAPP_NUMBER);
        variables.put("viberSender", LocalIdentities.VIBER_SERVICE);
        variables.put("smsSender", LocalIdentities.SMS_NUMBER);
        variables.put("person", "4915120008820");

        var refused = new ArrayList<String>();
        var sent = 0;
        for (var folder : collection.path("item")) {
            for (var item : folder.path("item")) {
                var response = send(item.path("request"));
                var name = item.path("name").asText();
                check(item.path("request"), name, response);
                var isMessage = item.at("/request/url/raw").asText().equals("{{baseUrl}}/messages")
                        && item.at("/request/method").asText().equals("POST");
                if (isMessage && response.statusCode() != 202) {
                    refused.add(name + ": " + response.body());
                }
                sent++;
            }
        }

        assertTrue(sent > 70, sent + " requests");
        assertEquals(
                List.of(),
                refused.stream()
                        .filter(name -> MAY_BE_REFUSED.stream().noneMatch(name::contains))
                        .toList());
    }

    /** As the contract documents it for the operation, and never an error of the server. */
    private static void check(JsonNode request, String name, HttpResponse<String> response) {
        var path = request.at("/url/raw")
                .asText()
                .replace("{{baseUrl}}", "")
                .replaceFirst("\\?.*", "")
                .replaceAll(":([a-zA-Z-]+)", "{$1}");
        assertTrue(response.statusCode() < 500, name + ": " + response.statusCode() + " " + response.body());
        Contract.checkResponse(
                request.path("method").asText(),
                path,
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(null),
                response.body());
    }

    private HttpResponse<String> send(JsonNode request) throws Exception {
        var url = filled(request.at("/url/raw").asText());
        for (var variable : request.at("/url/variable")) {
            url = url.replace(
                    ":" + variable.path("key").asText(), variable.path("value").asText());
        }
        if (!request.path("method").asText().equals("GET")) {
            url = url.replace(FLOW, "1200345067890999").replace("/" + TEMPLATE, "/another_reminder");
        }
        var call = HttpRequest.newBuilder(URI.create(url))
                .header("apikey", variables.get("apiKey"))
                .method(request.path("method").asText(), body(request.path("body")));
        request.path("header")
                .forEach(header -> call.header(
                        header.path("key").asText(), header.path("value").asText()));
        return HTTP.send(call.build(), BodyHandlers.ofString());
    }

    private HttpRequest.BodyPublisher body(JsonNode body) {
        return switch (body.path("mode").asText()) {
            case "raw" -> BodyPublishers.ofString(filled(body.path("raw").asText()));
            case "file" -> BodyPublishers.ofString("%PDF-1.4\n%%EOF");
            default -> BodyPublishers.noBody();
        };
    }

    private String filled(String text) {
        var filled = text;
        for (var variable : variables.entrySet()) {
            filled = filled.replace("{{" + variable.getKey() + "}}", variable.getValue());
        }
        assertFalse(VARIABLE.matcher(filled).find(), filled);
        return filled;
    }

    private static String get(String url) throws Exception {
        var response = HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), url);
        return response.body();
    }
}
