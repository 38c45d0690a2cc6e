package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.Stage.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meta's media API. */
@Tag("slow")
class GraphMediaTest {
    private static final String TOKEN = "sandbox-meta-token";
    private static final String MEDIA = "/graph/v25.0/105500000000001/media";
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void uploadedFileIsStoredAndLinked() throws Exception {
        var id = id(upload(MEDIA, TOKEN, form("whatsapp")));

        var metadata = call("GET", "/graph/v25.0/" + id + "?phone_number_id=105500000000001");
        assertEquals(200, metadata.status());
        assertEquals("image/png", metadata.json().path("mime_type").asText());
        assertEquals(HELLO, metadata.json().path("sha256").asText());
        assertEquals("5", metadata.json().path("file_size").asText());

        var url = URI.create(metadata.json().path("url").asText());
        assertArrayEquals("hello".getBytes(), fetch(url, TOKEN).body());
        assertEquals(401, fetch(url, "other").statusCode());
    }

    @Test
    void fileIsFoundOnlyByItsNumberAndUntilDeleted() throws Exception {
        var id = id(upload(MEDIA, TOKEN, form("whatsapp")));
        var url =
                URI.create(call("GET", "/graph/v25.0/" + id).json().path("url").asText());

        assertEquals(
                400, call("GET", "/graph/v25.0/" + id + "?phone_number_id=42").status());
        assertTrue(call("DELETE", "/graph/v25.0/" + id).json().path("success").asBoolean());

        assertEquals(400, call("GET", "/graph/v25.0/" + id).status());
        assertEquals(400, call("DELETE", "/graph/v25.0/" + id).status());
        assertEquals(404, fetch(url, TOKEN).statusCode());
    }

    @Test
    void invalidUploadsAreRejected() throws Exception {
        assertEquals(190, code(upload(MEDIA, "other", form("whatsapp"))));
        assertEquals(100, code(upload("/graph/v25.0/42/media", TOKEN, form("whatsapp"))));
        assertEquals(100, code(upload(MEDIA, TOKEN, form("telegraph"))));
        assertEquals(100, code(upload(MEDIA, TOKEN, "--x--\r\n")));
    }

    @Test
    void inboundFileGetsItsMetadata() throws Exception {
        var id = id(upload(MEDIA, TOKEN, form("whatsapp")));

        STAGE.post("/control/inbound", """
                {"channel":"whatsapp","from":"491701234567","to":"4930555100",
                 "message":{"type":"image","image":{"id":"%s"}}}""".formatted(id));

        Stage.await(() -> STAGE.platform().metaItems("messages").size() == 1);
        var image = STAGE.platform().metaItems("messages").getFirst().path("image");
        assertEquals("image/png", image.path("mime_type").asText());
        assertEquals(
                "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
                image.path("sha256").asText());
    }

    @Test
    void unknownFaultReturnsAnError() {
        var id = id(upload("unknown.png"));

        assertEquals(100, code(call("GET", "/graph/v25.0/" + id)));
        assertEquals(1, STAGE.count("whatsapp", "mediaFaults"));
    }

    @Test
    void deletedFileFaultReturns404() throws Exception {
        assertEquals(404, fetch(link("missing.png"), TOKEN).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.png", "hang.png"})
    void cutAndHangFaultsEndTheDownload(String name) {
        STAGE.faults("{\"media\":{\"hangMs\":100}}");
        var link = link(name);

        var failure = assertThrows(IOException.class, () -> fetch(link, TOKEN));

        assertFalse(failure instanceof HttpTimeoutException, failure.toString());
    }

    @Test
    void endlessFaultNeverEndsTheDownload() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request(link("endless.png"), TOKEN), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                assertEquals(3_000_000, body.readNBytes(3_000_000).length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"wrongLength.png, 6", "huge.png, 2147483648", "plain.png, 5"})
    void lengthFaultsReportAnotherSize(String name, long length) throws Exception {
        var metadata = metadata(id(upload(name)));

        assertEquals(length, metadata.path("file_size").asLong());
        assertEquals(HELLO, metadata.path("sha256").asText());
        assertEquals(5, fetch(URI.create(metadata.path("url").asText()), TOKEN).body().length);
    }

    @Test
    void wrongTypeFaultServesAPdfAsAnImage() throws Exception {
        var metadata = metadata(id(upload("wrongType.png")));
        var bytes = fetch(URI.create(metadata.path("url").asText()), TOKEN).body();

        assertEquals("image/png", metadata.path("mime_type").asText());
        assertTrue(new String(bytes, StandardCharsets.US_ASCII).startsWith("%PDF-"));
        assertEquals(sha256(bytes), metadata.path("sha256").asText());
    }

    @Test
    void fileIsServedAfterItsFaultOccurred() throws Exception {
        STAGE.faults("{\"media\":{\"missing\":1,\"times\":2,\"magicNames\":false}}");
        var link = link("cut.png");

        assertEquals(404, fetch(link, TOKEN).statusCode());
        assertEquals(404, fetch(link, TOKEN).statusCode());
        assertArrayEquals("hello".getBytes(), fetch(link, TOKEN).body());
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertEquals(faultyFiles(7), faultyFiles(7));
        assertNotEquals(faultyFiles(7), faultyFiles(8));
    }

    private static List<Boolean> faultyFiles(long seed) {
        STAGE.faults("{\"seed\":" + seed + ",\"media\":{\"unknown\":0.5}}");
        return Stream.generate(() -> id(upload("a.png")))
                .limit(20)
                .map(id -> call("GET", "/graph/v25.0/" + id).status() == 400)
                .toList();
    }

    private static URI link(String name) {
        return URI.create(metadata(id(upload(name))).path("url").asText());
    }

    private static JsonNode metadata(String id) {
        return call("GET", "/graph/v25.0/" + id).json();
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String form(String product) {
        return form(product, "a.png");
    }

    private static String form(String product, String name) {
        return "--x\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\n" + product
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n"
                + "Content-Type: image/png\r\n\r\nhello\r\n--x--\r\n";
    }

    private static Response upload(String name) {
        return upload(MEDIA, TOKEN, form("whatsapp", name));
    }

    private static Response upload(String path, String token, String form) {
        return STAGE.post(
                path, form, "Authorization", "Bearer " + token, "Content-Type", "multipart/form-data; boundary=x");
    }

    private static Response call(String method, String path) {
        return STAGE.call(method, path, "", "Authorization", "Bearer " + TOKEN);
    }

    private static HttpResponse<byte[]> fetch(URI url, String token) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request(url, token), BodyHandlers.ofByteArray());
        }
    }

    private static HttpRequest request(URI url, String token) {
        return HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private static String id(Response response) {
        assertEquals(200, response.status(), response.json().toString());
        return response.json().path("id").asText();
    }

    private static int code(Response response) {
        return response.json().at("/error/code").asInt();
    }
}
