package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** A product that reminds its customers of visits: the subject of the sample for product teams. */
record Shop(String api, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Sends a message with the buttons "Confirm" and "Call off". */
    void remind(String person, String text) throws Exception {
        var components = Map.of(
                "body", Map.of("type", "text", "text", text),
                "buttons", List.of(button("confirm", "Confirm"), button("call-off", "Call off")));
        var content = Map.of(
                "contentType", "interactive", "interactive", Map.of("subType", "buttons", "components", components));
        var message = Map.of(
                "channel", "whatsapp", "from", LocalIdentities.WHATSAPP_NUMBER, "to", person, "content", content);
        var sent = request("/messages")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)))
                .build();
        assertEquals(202, HTTP.send(sent, BodyHandlers.ofString()).statusCode());
    }

    private static Map<String, Object> button(String payload, String title) {
        return Map.of("type", "reply", "reply", Map.of("payload", payload, "title", title));
    }

    /** Waits until the newest message of the conversation is the person's and has this text or payload. */
    void awaitAnswer(String person, String text) throws Exception {
        ProductTeam.eventually("the answer " + text, () -> isAnswer(newest(person), text) ? text : null);
    }

    private static boolean isAnswer(JsonNode message, String text) {
        var content = message.path("content");
        return message.path("direction").asText().equals("inbound")
                && List.of(content.path("text").asText(), content.path("data").asText())
                        .contains(text);
    }

    private JsonNode newest(String person) {
        try {
            var path = "/conversations/whatsapp/" + LocalIdentities.WHATSAPP_NUMBER + "/" + person.substring(1)
                    + "?order=newestFirst&size=1";
            return JSON.readTree(HTTP.send(request(path).build(), BodyHandlers.ofString())
                            .body())
                    .path(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("apikey", key);
    }
}
