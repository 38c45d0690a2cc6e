package io.parley.messaging.media;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lifecycle of an upload: stored, listed, downloaded, deleted, expired. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class MediaResourceTest {
    @Inject
    Pool pool;

    private MediaApi api;

    @BeforeEach
    void createCustomer() {
        api = MediaApi.ofNewCustomer();
    }

    /** Requests as in the samples of the base document. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 89504e470d0a1a0a, -, image/png",
                "*/*, ffd8ffe000104a46, -, image/jpeg",
                "application/octet-stream, 255044462d312e37, -, application/pdf",
                "application/x-www-form-urlencoded, 474946383961, -, image/gif",
                "*/*, 0000001866747970717420200000, -, video/quicktime",
                "*/*, 000000186674797069736f6d0000, -, video/mp4",
                "*/*, 504b0304, -, application/zip",
                "*/*, 504b0304, Plan.XLSX, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "*/*, 612c620a312c32, -, text/plain",
                "*/*, 612c620a312c32, table.csv, text/csv",
                "*/*, 7b5c72746631, -, application/rtf",
                "image/gif, 474946383961, -, image/gif",
                "text/csv, 612c620a312c32, -, text/csv",
                "application/json, 7b7d, -, application/json",
                "application/zip, 504b0304, -, application/zip",
                "video/quicktime, 0000001866747970717420200000, -, video/quicktime",
            })
    void missingTypeIsDetected(String type, String bytes, String name, String detected) throws Exception {
        var response = new RawUpload(api.customer().key())
                .post(
                        type,
                        HttpRequest.BodyPublishers.ofByteArray(HexFormat.of().parseHex(bytes)),
                        name == null ? "" : "?filename=" + name);

        assertEquals(200, response.statusCode(), response.body());
        api.list().body("contentType", contains(detected));
    }

    @Test
    void storedFileIsReadableByTheServiceUserOnly() throws Exception {
        var id = api.post("", "image/png", FileSamples.png(1_000))
                .statusCode(200)
                .extract()
                .<String>path("mediaId");
        var file = Disk.stored().stream()
                .filter(kept -> kept.endsWith(id))
                .findFirst()
                .orElseThrow();

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        for (var folder : List.of(file.getParent(), file.getParent().getParent(), Disk.FOLDER.resolve("arriving"))) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)),
                    folder.toString());
        }
    }

    @Test
    void uploadedFileIsReturnedUnchanged() {
        var bytes = FileSamples.png(3_000_000);
        var stored = api.post("?filename=Invoice%202026.png", "image/png", bytes)
                .statusCode(200)
                .body("usage", equalTo(3_000_000))
                .body("url", startsWith("http://localhost:"));
        var url = stored.extract().<String>path("url");
        var id = stored.extract().<String>path("mediaId");

        assertTrue(url.endsWith("/conversations/v3/media/" + id), url);
        var fetched = api.get(id)
                .statusCode(200)
                .contentType("image/png")
                .header("Content-Length", "3000000")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", startsWith("attachment; filename=\"Invoice 2026.png\""));
        assertArrayEquals(bytes, fetched.extract().asByteArray());
    }

    @Test
    void headRequestHasNoBody() {
        var id = api.upload("", "application/pdf", FileSamples.pdf(5_000));

        api.request()
                .head(MediaApi.ROOT + "/" + id)
                .then()
                .statusCode(200)
                .header("Content-Length", "5000")
                .header("Content-Type", "application/pdf");
    }

    @Test
    void typeParametersAreKept() {
        var id = api.upload("", "audio/ogg; codecs=opus", FileSamples.opus(300));

        api.get(id).statusCode(200).header("Content-Type", "audio/ogg; codecs=opus");
    }

    @Test
    void newestFileIsListedFirst() {
        var first = api.upload("?filename=a.png&validity=-1", "image/png", FileSamples.png(100));
        var second = api.upload("?validity=5", "image/jpeg", FileSamples.jpeg(200));

        api.list()
                .statusCode(200)
                .body("mediaId", contains(second.toString(), first.toString()))
                .body("contentType", contains("image/jpeg", "image/png"))
                .body("fileSize", contains(200, 100))
                .body("[1].fileName", equalTo("a.png"))
                .body("[1].validity", nullValue())
                .body("[0].validity", containsString("T"));
    }

    @Test
    void deletedFileIsNotFound() {
        var id = api.upload("", "image/png", FileSamples.png(1_000));

        api.delete(id).statusCode(204);

        api.delete(id).statusCode(404);
        api.get(id).statusCode(404);
        api.list().body("", empty());
        assertFalse(Disk.contains(id));
        api.post("", "image/png", FileSamples.png(10)).statusCode(200).body("usage", equalTo(10));
    }

    @Test
    void expiredFileIsNotFound() {
        var id = api.upload("?validity=1", "image/png", FileSamples.png(1_000));

        expire(id);

        api.get(id).statusCode(404);
        api.delete(id).statusCode(404);
        api.list().body("", empty());
    }

    @ParameterizedTest
    @CsvSource({"..%2F..%2Fetc%2Fpasswd,passwd", "C:%5Cwindows%5Ca.png,a.png", "a%00b.png,ab.png", "a%0D%0AX:%20y,aX: y"
    })
    void fileNameIsSanitised(String given, String sanitised) {
        api.upload("?filename=" + given, "image/png", FileSamples.png(100));

        api.list().body("[0].fileName", equalTo(sanitised));
    }

    @Test
    void emptySanitisedNameIsOmitted() {
        var id = api.upload("?filename=..%2F..", "image/png", FileSamples.png(100));

        api.list().body("[0].fileName", nullValue());
        api.get(id).header("Content-Disposition", "attachment");
    }

    private void expire(UUID id) {
        pool.preparedQuery("update media set expires_at = now() - interval '1 second' where id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
