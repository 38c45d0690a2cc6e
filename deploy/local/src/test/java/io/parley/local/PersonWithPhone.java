package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A person's phone, simulated by the sandbox. */
record PersonWithPhone(String sandbox) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "a-file-of-a-phone";

    void write(String channel, String from, String to, String text) throws Exception {
        receive(Map.of("channel", channel, "from", from, "to", to, "text", text));
    }

    /** @param message type and content in the provider's format */
    void send(String channel, String from, String to, JsonNode message) throws Exception {
        receive(Map.of("channel", channel, "from", from, "to", to, "message", message));
    }

    /** Uploads a file to Meta, as the phone would. Returns Meta's media id. */
    String upload(String type, byte[] bytes) throws Exception {
        var form = new ByteArrayOutputStream();
        form.write("""
                --%1$s\r
                Content-Disposition: form-data; name="messaging_product"\r
                \r
                whatsapp\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="file"\r
                Content-Type: %2$s\r
                \r
                """.formatted(BOUNDARY, type).getBytes(StandardCharsets.US_ASCII));
        form.write(bytes);
        form.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        var upload = request("/graph/v25.0/" + LocalIdentities.WHATSAPP_PHONE_NUMBER_ID + "/media")
                .header("authorization", "Bearer " + LocalIdentities.META_TOKEN)
                .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form.toByteArray()));
        return JSON.readTree(responseOf(upload)).path("id").asText();
    }

    private void receive(Map<String, Object> request) throws Exception {
        new SandboxControl(sandbox).post("/control/inbound", request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox + path));
    }

    private static String responseOf(HttpRequest.Builder request) throws Exception {
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertEquals(2, response.statusCode() / 100, response.body());
        return response.body();
    }
}
