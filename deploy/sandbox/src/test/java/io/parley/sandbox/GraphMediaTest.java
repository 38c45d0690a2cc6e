package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.sandbox.Stage.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Meta's calls for files. */
class GraphMediaTest {
    private static final String MEDIA = "/graph/v25.0/105500000000001/media";
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void keepsAFileAndGivesALink() throws Exception {
        var id = id(upload(MEDIA, "sandbox-meta-token", form("whatsapp")));

        var about = call("GET", "/graph/v25.0/" + id + "?phone_number_id=105500000000001");
        assertEquals(200, about.status());
        assertEquals("image/png", about.json().path("mime_type").asText());
        assertEquals(HELLO, about.json().path("sha256").asText());
        assertEquals("5", about.json().path("file_size").asText());

        var url = URI.create(about.json().path("url").asText());
        assertArrayEquals("hello".getBytes(), fetch(url, "sandbox-meta-token").body());
        assertEquals(401, fetch(url, "other").statusCode());
    }

    @Test
    void knowsAFileOnlyUnderItsNumberAndUntilItIsDeleted() throws Exception {
        var id = id(upload(MEDIA, "sandbox-meta-token", form("whatsapp")));
        var url =
                URI.create(call("GET", "/graph/v25.0/" + id).json().path("url").asText());

        assertEquals(
                400, call("GET", "/graph/v25.0/" + id + "?phone_number_id=42").status());
        assertTrue(call("DELETE", "/graph/v25.0/" + id).json().path("success").asBoolean());

        assertEquals(400, call("GET", "/graph/v25.0/" + id).status());
        assertEquals(400, call("DELETE", "/graph/v25.0/" + id).status());
        assertEquals(404, fetch(url, "sandbox-meta-token").statusCode());
    }

    @Test
    void refusesWhatMetaRefuses() throws Exception {
        assertEquals(190, code(upload(MEDIA, "other", form("whatsapp"))));
        assertEquals(100, code(upload("/graph/v25.0/42/media", "sandbox-meta-token", form("whatsapp"))));
        assertEquals(100, code(upload(MEDIA, "sandbox-meta-token", form("telegraph"))));
        assertEquals(100, code(upload(MEDIA, "sandbox-meta-token", "--x--\r\n")));
    }

    @Test
    void aPhoneSendsAFileThatIsHere() throws Exception {
        var id = id(upload(MEDIA, "sandbox-meta-token", form("whatsapp")));

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

    private static String form(String product) {
        return "--x\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\n" + product
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\nhello\r\n--x--\r\n";
    }

    private static Answer upload(String path, String token, String form) {
        return STAGE.post(
                path, form, "Authorization", "Bearer " + token, "Content-Type", "multipart/form-data; boundary=x");
    }

    private static Answer call(String method, String path) {
        return STAGE.call(method, path, "", "Authorization", "Bearer sandbox-meta-token");
    }

    private static HttpResponse<byte[]> fetch(URI url, String token) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(url)
                            .header("Authorization", "Bearer " + token)
                            .method("GET", BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static String id(Answer answer) {
        assertEquals(200, answer.status(), answer.json().toString());
        return answer.json().path("id").asText();
    }

    private static int code(Answer answer) {
        return answer.json().at("/error/code").asInt();
    }
}
