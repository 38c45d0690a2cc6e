package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.parley.sandbox.Stage.Response;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resumable uploads and the profile pictures made of them. */
class MetaUploadTest {
    private static final String START = "/app/uploads";

    /** Begins as a PNG; Meta's check of the content is no more than that here. ASCII after the first byte. */
    private static final String PNG = "PNG content of a picture";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final GraphStage graph = new GraphStage(STAGE);

    private String start(String type, int length) {
        var response = graph.post(START + "?file_name=logo&file_type=" + type + "&file_length=" + length, "");
        assertEquals(200, response.status(), response.json().toString());
        return "/" + response.json().path("id").asText();
    }

    private static Response send(String upload, int offset, String bytes) {
        return STAGE.post(
                GraphStage.BASE + upload,
                bytes,
                "Authorization",
                "OAuth sandbox-meta-token",
                "file_offset",
                Integer.toString(offset));
    }

    @Test
    void fileIsUploadedInOneCall() {
        var upload = start("application/pdf", PNG.length());

        var response = send(upload, 0, PNG);

        assertEquals(200, response.status(), response.json().toString());
        assertFalse(response.json().path("h").asText().isEmpty());
        assertEquals(PNG.length(), graph.get(upload).json().path("file_offset").asInt());
        assertEquals("/" + graph.get(upload).json().path("id").asText(), upload);
        assertEquals(1, STAGE.count("accounts", "uploads"));
    }

    @Test
    void interruptedUploadContinuesAtTheReportedOffset() {
        var upload = start("application/pdf", PNG.length());

        graph.assertRejected(send(upload, 0, PNG.substring(0, 7)), 400, 100, "Partial request");

        assertEquals(7, graph.get(upload).json().path("file_offset").asInt());
        var end = send(upload, 7, PNG.substring(7));
        assertEquals(200, end.status(), end.json().toString());
    }

    @Test
    void bytesOfABrokenConnectionAreKept() throws IOException {
        var upload = start("application/pdf", PNG.length());
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), STAGE.sandbox().httpPort())) {
            var head = "POST " + GraphStage.BASE + upload + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + PNG.length() + "\r\nAuthorization: OAuth sandbox-meta-token\r\nfile_offset: 0\r\n\r\n";
            socket.getOutputStream().write((head + PNG.substring(0, 5)).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Stage.await(() -> graph.get(upload).json().path("file_offset").asInt() == 5);
            graph.assertRejected(send(upload, 5, PNG.substring(5)), 400, 100, "in progress");
        }

        Stage.await(() -> send(upload, 5, PNG.substring(5)).status() == 200);
    }

    @ParameterizedTest
    @CsvSource({"3, x, Request starting offset is invalid", "-1, x, offset is invalid"})
    void wrongOffsetIsRejected(int offset, String bytes, String message) {
        var upload = start("application/pdf", 10);

        graph.assertRejected(send(upload, offset, bytes), 400, 100, message);

        assertEquals(0, graph.get(upload).json().path("file_offset").asInt(-1));
    }

    @Test
    void tooManyBytesAreRejectedAndNotKept() {
        var upload = start("application/pdf", 10);

        graph.assertRejected(send(upload, 0, "x".repeat(11)), 400, 100, "longer than file_length, 10");

        assertEquals(0, graph.get(upload).json().path("file_offset").asInt(-1));
        assertEquals(200, send(upload, 0, "x".repeat(10)).status());
        graph.assertRejected(send(upload, 10, "x"), 400, 100, "offset is invalid");
    }

    @Test
    void uploadNeedsTheOffsetAndTheSchemeOAuth() {
        var upload = start("application/pdf", 10);
        var path = GraphStage.BASE + upload;

        graph.assertRejected(
                STAGE.post(path, "x", "Authorization", "OAuth sandbox-meta-token"),
                400,
                100,
                "file_offset is required");
        graph.assertRejected(
                STAGE.post(path, "x", "Authorization", "Bearer sandbox-meta-token", "file_offset", "0"),
                401,
                190,
                "Invalid OAuth");
        graph.assertRejected(
                STAGE.post(path, "x", "Authorization", "OAuth other", "file_offset", "0"), 401, 190, "Invalid OAuth");
        assertEquals(
                0,
                STAGE.call("GET", path, "", "Authorization", "OAuth sandbox-meta-token")
                        .json()
                        .path("file_offset")
                        .asInt(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "file_type=image%2Fpng&file_length=10, file_name is required",
        "file_name=a&file_length=10, file_type is required",
        "file_name=a&file_type=image%2Fpng, file_length is required",
        "file_name=a&file_type=image%2Fgif&file_length=10, Param file_type must be one of",
        "file_name=a&file_type=image%2Fpng&file_length=0, Param file_length must be between",
        "file_name=a&file_type=image%2Fpng&file_length=x, Param file_length must be between",
        "file_name=a&file_type=image%2Fpng&file_length=5242881, Param file_length must be between"
    })
    void invalidStartIsRejected(String query, String message) {
        graph.assertRejected(graph.post(START + "?" + query, ""), 400, 100, message);
    }

    @Test
    void unknownAppAndUploadAreRejected() {
        graph.assertRejected(
                graph.post("/42/uploads?file_name=a&file_type=image%2Fpng&file_length=1", ""),
                400,
                100,
                "Unsupported post request");
        graph.assertRejected(graph.get("/upload:x?sig=y"), 400, 100, "Unsupported get request");
        var upload = start("image/png", 10);
        graph.assertRejected(graph.get(upload.split("\\?")[0]), 400, 100, "Unsupported get request");
        graph.assertRejected(
                graph.get(upload.replace("?", "%3F").replace("=", "%3D")), 400, 100, "Unsupported get request");
    }

    @Test
    void handleBecomesTheProfilePicture() throws Exception {
        var first = uploadPng('a');
        setPicture(first);
        var link = pictureUrl();
        assertArrayEquals(png('a'), download(link, 200));

        setPicture(uploadPng('b'));

        assertNotEquals(link, pictureUrl());
        assertArrayEquals(png('b'), download(pictureUrl(), 200));
        download(link, 404);
    }

    @Test
    void fileThatIsNoPictureLeavesTheOldOne() throws Exception {
        setPicture(uploadPng('a'));
        var link = pictureUrl();
        var text = start("image/png", 4);
        var document = start("application/pdf", 4);

        for (var upload : new String[] {text, document}) {
            var handle = send(upload, 0, "text").json().path("h").asText();
            graph.assertRejected(profile(handle), 400, 100, "must be that of a JPEG or PNG image");
        }

        assertEquals(link, pictureUrl());
        assertArrayEquals(png('a'), download(link, 200));
    }

    private Response profile(String handle) {
        return graph.post(
                GraphStage.NUMBER + "/whatsapp_business_profile",
                "{\"messaging_product\":\"whatsapp\",\"profile_picture_handle\":\"" + handle + "\"}");
    }

    private void setPicture(String handle) {
        graph.assertSucceeded(profile(handle));
    }

    private String pictureUrl() {
        return graph.get(GraphStage.NUMBER + "/whatsapp_business_profile?fields=profile_picture_url")
                .json()
                .at("/data/0/profile_picture_url")
                .asText();
    }

    private static byte[] png(char last) {
        return new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', (byte) last};
    }

    private String uploadPng(char last) throws Exception {
        var upload = start("image/png", png(last).length);
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + STAGE.sandbox().httpPort() + GraphStage.BASE + upload))
                .headers("Authorization", "OAuth sandbox-meta-token", "file_offset", "0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(png(last)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofByteArray());
            return Json.parse(response.body()).path("h").asText();
        }
    }

    private static byte[] download(String url, int status) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
            assertEquals(status, response.statusCode());
            return response.body();
        }
    }
}
