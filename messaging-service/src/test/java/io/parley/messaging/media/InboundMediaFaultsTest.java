package io.parley.messaging.media;

import static io.parley.messaging.media.InboundFiles.IMAGE;
import static io.parley.messaging.media.InboundFiles.answer;
import static io.parley.messaging.media.InboundFiles.base64;
import static io.parley.messaging.media.InboundFiles.hex;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads from failing providers: which are retried, given up or never started. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
@Tag("fault")
class InboundMediaFaultsTest {
    @Inject
    @RegisterExtension
    InboundFiles files;

    @Test
    void expiredUrlIsRequestedAgain() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.onFile((request, times) -> answer(request, times == 1 ? 404 : 200));

        var id = files.expect("1003", "image/png", null, base64(IMAGE));

        assertArrayEquals(IMAGE, files.fetched(id));
        assertEquals(2, ScriptedMeta.calls("GET /v25.0/"));
    }

    @Test
    void truncatedDownloadIsRetried() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.onFile((request, times) -> {
            if (times == 1) {
                request.response().putHeader("Content-Length", Integer.toString(IMAGE.length));
                request.response()
                        .write(Buffer.buffer(IMAGE).getBuffer(0, IMAGE.length / 2))
                        .onComplete(written -> request.connection().close());
            } else {
                answer(request, 200);
            }
        });

        assertArrayEquals(IMAGE, files.fetched(files.expect("1004", "image/png", null, base64(IMAGE))));
    }

    @Test
    void stalledDownloadIsRetried() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.onFile((request, times) -> {
            if (times == 1) {
                request.response().setChunked(true).write(Buffer.buffer(IMAGE).getBuffer(0, 1000));
            } else {
                answer(request, 200);
            }
        });

        assertArrayEquals(IMAGE, files.fetched(files.expect("1005", "image/png", null, base64(IMAGE))));
    }

    @Test
    void hashMismatchIsRetried() {
        ScriptedMeta.describes(hex(IMAGE), -1);
        ScriptedMeta.onFile((request, times) -> {
            if (times == 1) {
                request.response().end(Buffer.buffer(FileSamples.png(100)));
            } else {
                answer(request, 200);
            }
        });

        assertArrayEquals(IMAGE, files.fetched(files.expect("1006", "image/png", null, base64(IMAGE))));
    }

    @Test
    void downloadFailsAfterSixAttempts() {
        ScriptedMeta.onMetadata(request -> ScriptedMeta.json(request, 404, "{\"error\":{\"code\":100}}"));

        var id = files.expect("1007", "image/png", null, null);

        files.assertFailed(id);
        assertEquals(6, ScriptedMeta.calls("GET /v25.0/"));
    }

    @Test
    void wrongLengthFails() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length + 1);
        ScriptedMeta.serves(IMAGE);

        files.assertFailed(files.expect("1008", "image/png", null, base64(IMAGE)));
    }

    /** The person sent it with this type, and the customer expects it so. */
    @ParameterizedTest
    @CsvSource({
        "application/vnd.ms-excel, <html><table><tr><td>1</td></tr></table></html>",
        "image/jpeg, \u0089PNG\r\n",
        "text/plain, one control byte \u0001",
        "image/png, %PDF-1.7"
    })
    void contentIsServedEvenIfItDoesNotMatchItsType(String type, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ScriptedMeta.describes(hex(bytes), bytes.length);
        ScriptedMeta.serves(bytes);

        var id = files.expect("1009", type, "export.xls", base64(bytes));

        assertArrayEquals(bytes, files.fetched(id));
        files.customer
                .api
                .get(id)
                .contentType(type)
                .header("Content-Disposition", startsWith("attachment"))
                .header("X-Content-Type-Options", "nosniff");
        assertEquals(1, ScriptedMeta.calls("GET /file"));
    }

    @Test
    void oversizedFileIsNotDownloaded() {
        ScriptedMeta.describes(hex(IMAGE), 2L << 30);
        ScriptedMeta.onFile((request, times) -> writeForever(request));

        files.assertFailed(files.expect("1010", "image/png", null, null));

        assertEquals(1, ScriptedMeta.calls("GET /file"));
    }

    @Test
    void endlessFileIsAborted() {
        ScriptedMeta.describes("", -1);
        ScriptedMeta.onFile((request, times) -> writeForever(request));

        files.assertFailed(files.expect("1011", "image/png", null, null));
    }

    @Test
    void internalAddressIsNotRequested() {
        var id = files.expect(
                files.customer.service, "http://169.254.169.254/latest/meta-data", "image/png", null, null);

        files.assertFailed(id);
    }

    private static void writeForever(HttpServerRequest request) {
        var response = request.response().setChunked(true);
        response.write(Buffer.buffer(FileSamples.png(100_000))).onSuccess(written -> writeForever(response));
    }

    private static void writeForever(HttpServerResponse response) {
        if (!response.closed()) {
            response.write(Buffer.buffer(new byte[100_000])).onSuccess(written -> writeForever(response));
        }
    }
}
