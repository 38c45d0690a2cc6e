package io.parley.messaging.media;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid uploads are rejected with a reason and leave no file. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class BadUploadsTest {
    private static final int MIB = 1024 * 1024;

    private MediaApi api;

    @BeforeEach
    void createCustomer() {
        api = MediaApi.ofNewCustomer();
    }

    @AfterEach
    void assertNoFiles() {
        Eventually.holds(() -> assertEquals(List.of(), Disk.spooled()));
        api.list().body("", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2", "abc", "9223372036854775808", "2147483648", "1.5", "", "%20", "1&validity=2"})
    void validityMustBeAWholeNumber(String validity) {
        api.post("?validity=" + validity, "image/png", FileSamples.png(100))
                .statusCode(400)
                .body("violations.field", contains("validity"));
    }

    @Test
    void fileNameLengthIsLimited() {
        api.post("?validity=x&filename=" + "a".repeat(1_024), "image/png", FileSamples.png(100))
                .statusCode(400)
                .body("violations.field", contains("validity", "filename"));
    }

    @Test
    void emptyBodyIsRejected() throws Exception {
        api.post("", "image/png", new byte[0]).statusCode(400).body("detail", containsString("empty"));

        assertEquals(400, raw().post("image/png", BodyPublishers.noBody()).statusCode());
        assertEquals(
                400,
                raw().post("image/png", RawUpload.chunked(() -> new ByteArrayInputStream(new byte[0])))
                        .statusCode());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*/*", "application/octet-stream", "text/plain", "text/csv"})
    void executableContentIsRejected(String type) throws Exception {
        for (var file : List.of(
                "<!DOCTYPE html><html></html>",
                "\u00EF\u00BB\u00BF <HTML><script>",
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "#!/bin/sh\nrm -rf /",
                "MZ\u0090\u0000\u0003",
                "\u007FELF\u0002")) {
            var bytes = file.getBytes(StandardCharsets.ISO_8859_1);
            var response = raw().post(type, BodyPublishers.ofByteArray(bytes));
            assertEquals(415, response.statusCode(), file);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*/*", "application/octet-stream"})
    void unknownContentIsRejected(String type) throws Exception {
        var response = raw().post(type, BodyPublishers.ofByteArray(new byte[] {1, 2, 3, 0, 5}));

        assertEquals(415, response.statusCode());
        assertTrue(response.body().contains("set the header Content-Type to one of these"), response.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "image/svg+xml", "application/x-sh", "application/x-unheard", "image", "image/png;"
            })
    void unsupportedTypesAreRejected(String type) {
        api.post("", type, FileSamples.png(100)).statusCode(415).body("detail", containsString("type"));
    }

    @Test
    void contentMustMatchItsType() {
        api.post("", "image/jpeg", FileSamples.png(100))
                .statusCode(415)
                .body("detail", containsString("looks like image/png"));
        api.post("", "text/plain", FileSamples.pdf(100)).statusCode(415);
        api.post("", "image/png", new byte[] {1}).statusCode(415);
    }

    @ParameterizedTest
    @CsvSource({"image/png,5242880", "video/mp4,16777216", "image/webp,512000"})
    void sizeLimitIsExact(String type, int max) throws Exception {
        var bytes =
                switch (type) {
                    case "image/png" -> FileSamples.png(max + 1);
                    case "image/webp" -> FileSamples.webp(max + 1);
                    default -> FileSamples.mp4(max + 1);
                };

        api.post("", type, bytes).statusCode(413).body("detail", containsString(Integer.toString(max)));

        var chunked = raw().post(type, RawUpload.chunked(() -> new ByteArrayInputStream(bytes)));
        assertEquals(413, chunked.statusCode());
        assertTrue(chunked.body().contains(Integer.toString(max)), chunked.body());
    }

    @Test
    void excessiveContentLengthIsRejectedBeforeTheBody() throws IOException {
        for (var length : List.of(101L * MIB, 2_000_000_000_000L)) {
            try (var socket = new Socket("localhost", RestAssured.port)) {
                send(socket, head("Content-Length: " + length));

                assertEquals("HTTP/1.1 413", statusLine(socket));
            }
        }
    }

    @Test
    void missingKeyIsReportedDespiteALargeBody() throws Exception {
        var answer = new RawUpload("unknown").post("image/png", BodyPublishers.ofByteArray(FileSamples.png(20 * MIB)));

        assertEquals(401, answer.statusCode());
    }

    @Test
    void abortedUploadLeavesNoFile() throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            send(socket, head("Content-Length: 4000000"));
            socket.getOutputStream().write(FileSamples.png(2_000_000));
            socket.getOutputStream().flush();
            Eventually.holds(() -> assertEquals(1, Disk.spooled().size()));
        }
    }

    @Test
    void expectContinueIsSupported() throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            send(socket, head("Content-Length: 10\r\nExpect: 100-continue"));
            assertEquals("HTTP/1.1 100", statusLine(socket));

            send(socket, "0123456789");
            var rest = new String(socket.getInputStream().readNBytes(60), StandardCharsets.UTF_8);
            assertTrue(rest.contains("HTTP/1.1 415"), rest);
        }
    }

    private RawUpload raw() {
        return new RawUpload(api.customer().key());
    }

    private String head(String more) {
        return "POST /conversations/v3/media HTTP/1.1\r\nHost: x\r\napikey: "
                + api.customer().key() + "\r\nContent-Type: image/png\r\n" + more + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String statusLine(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
}
