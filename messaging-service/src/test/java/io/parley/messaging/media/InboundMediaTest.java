package io.parley.messaging.media;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.MediaKind;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row F30: files that people sent, from networks in good health and bad. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
class InboundMediaTest extends WithSenders {
    private static final byte[] IMAGE = Samples.png(1_500_000);
    private static final int AT_ONCE = 6;

    @Inject
    InboundMedia media;

    @AfterEach
    void nothingIsLeft() {
        Eventually.holds(() -> assertEquals(List.of(), Disk.arriving()));
    }

    @Test
    void fetchesAFileFromMeta() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.serves(IMAGE);

        var id = expect("1001", "image/png", "../holiday.png", base64(IMAGE));

        assertArrayEquals(IMAGE, fetched(id));
        api.get(id)
                .contentType("image/png")
                .header("Content-Disposition", startsWith("attachment; filename=\"holiday"));
        assertEquals(List.of("GET /v25.0/1001", "GET /file"), ScriptedMeta.calls());
        assertTrue(media.url(id).toString().endsWith("/conversations/v3/media/" + id));
        api.list().body("size()", is(0));
        MediaApi.ofNewCustomer().get(id).statusCode(404);
    }

    @Test
    void saysThatAFileIsOnItsWay() {
        ScriptedMeta.onMetadata(request -> {});

        var id = expect("1002", "image/png", null, null);

        api.get(id).statusCode(404).body("detail", containsString("on its way"));
        api.delete(id).statusCode(204);
    }

    @Test
    void aRequestWaitsAMomentForAFileOnItsWay() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.onFile((request, times) -> ScriptedMeta.later(Duration.ofMillis(300), () -> answer(request, 200)));

        var id = expect("1013", "image/png", null, base64(IMAGE));

        assertArrayEquals(IMAGE, api.get(id).statusCode(200).extract().asByteArray());
    }

    @Test
    void asksForANewLinkWhenOneHasExpired() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.onFile((request, times) -> answer(request, times == 1 ? 404 : 200));

        var id = expect("1003", "image/png", null, base64(IMAGE));

        assertArrayEquals(IMAGE, fetched(id));
        assertEquals(2, ScriptedMeta.calls("GET /v25.0/"));
    }

    @Test
    void triesAgainAfterHalfAFile() {
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

        assertArrayEquals(IMAGE, fetched(expect("1004", "image/png", null, base64(IMAGE))));
    }

    @Test
    void triesAgainAfterSilence() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.onFile((request, times) -> {
            if (times == 1) {
                request.response().setChunked(true).write(Buffer.buffer(IMAGE).getBuffer(0, 1000));
            } else {
                answer(request, 200);
            }
        });

        assertArrayEquals(IMAGE, fetched(expect("1005", "image/png", null, base64(IMAGE))));
    }

    @Test
    void triesAgainWhenTheBytesAreOthers() {
        ScriptedMeta.describes(hex(IMAGE), -1);
        ScriptedMeta.onFile((request, times) -> {
            if (times == 1) {
                request.response().end(Buffer.buffer(Samples.png(100)));
            } else {
                answer(request, 200);
            }
        });

        assertArrayEquals(IMAGE, fetched(expect("1006", "image/png", null, base64(IMAGE))));
    }

    @Test
    void givesUpAfterSixTries() {
        ScriptedMeta.onMetadata(request -> ScriptedMeta.json(request, 404, "{\"error\":{\"code\":100}}"));

        var id = expect("1007", "image/png", null, null);

        givenUp(id);
        assertEquals(6, ScriptedMeta.calls("GET /v25.0/"));
    }

    @Test
    void givesUpWhatLiesAboutItsLength() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length + 1);
        ScriptedMeta.serves(IMAGE);

        givenUp(expect("1008", "image/png", null, base64(IMAGE)));
    }

    @Test
    void givesUpWhatIsNotOfItsType() {
        var pdf = Samples.pdf(1_000);
        ScriptedMeta.describes(hex(pdf), pdf.length);
        ScriptedMeta.serves(pdf);

        givenUp(expect("1009", "image/png", null, base64(pdf)));

        assertEquals(1, ScriptedMeta.calls("GET /file"));
    }

    @Test
    void doesNotBeginWithAHugeFile() {
        ScriptedMeta.describes(hex(IMAGE), 2L << 30);
        ScriptedMeta.onFile((request, times) -> pourForEver(request));

        givenUp(expect("1010", "image/png", null, null));

        assertEquals(1, ScriptedMeta.calls("GET /file"));
    }

    @Test
    void stopsAFileWithoutEnd() {
        ScriptedMeta.describes("", -1);
        ScriptedMeta.onFile((request, times) -> pourForEver(request));

        givenUp(expect("1011", "image/png", null, null));
    }

    @Test
    void aFileDeletedOnItsWayLeavesNothing() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        var held = new CompletableFuture<HttpServerRequest>();
        ScriptedMeta.onFile((request, times) -> held.complete(request));
        var id = expect("1012", "image/png", null, base64(IMAGE));
        var request = held.orTimeout(10, TimeUnit.SECONDS).join();

        api.delete(id).statusCode(204);
        answer(request, 200);

        Eventually.holds(() -> assertEquals(List.of(), Disk.arriving()));
        Eventually.holds(() -> assertTrue(!Disk.keeps(id)));
        api.get(id).statusCode(404);
    }

    @Test
    void fetchesAFileFromAnAddressOfVibers() {
        ScriptedMeta.describes("", -1);
        ScriptedMeta.serves(IMAGE);

        var id = expect(service, ScriptedMeta.url() + "/file.png?sig=1", "image/png", null, null);

        assertArrayEquals(IMAGE, fetched(id));
    }

    @Test
    void doesNotFollowAnAddressIntoTheNetwork() {
        var id = expect(service, "http://169.254.169.254/latest/meta-data", "image/png", null, null);

        givenUp(id);
    }

    @Test
    void goodFilesArriveBesideFilesWithoutEndAndTheHeapStaysFlat() throws Exception {
        var good = Samples.mp4(16_000_000);
        var underWay = new CountDownLatch(AT_ONCE);
        var goOn = new CompletableFuture<Void>();
        ScriptedMeta.onFile((request, times) ->
                new SlowFile(request.response(), good, request.path().equals("/file.good"), underWay, goOn).begin());
        var before = live();

        var goodOnes = expectAt("/file.good");
        var endlessOnes = expectAt("/file.endless");
        assertTrue(underWay.await(60, TimeUnit.SECONDS));
        var during = live();
        goOn.complete(null);

        goodOnes.forEach(id -> assertArrayEquals(good, fetched(id)));
        endlessOnes.forEach(this::givenUp);
        assertTrue(during - before < 64L << 20, "grew by " + ((during - before) >> 20) + " MB");
    }

    private List<UUID> expectAt(String path) {
        return Stream.generate(
                        () -> expect(service, ScriptedMeta.url() + path, MediaKind.VIDEO, "video/mp4", null, null))
                .limit(AT_ONCE / 2)
                .toList();
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end(Buffer.buffer(status == 200 ? IMAGE : new byte[0]));
    }

    private static void pourForEver(HttpServerRequest request) {
        var response = request.response().setChunked(true);
        response.write(Buffer.buffer(Samples.png(100_000))).onSuccess(written -> pourForEver(response));
    }

    private static void pourForEver(HttpServerResponse response) {
        if (!response.closed()) {
            response.write(Buffer.buffer(new byte[100_000])).onSuccess(written -> pourForEver(response));
        }
    }

    private UUID expect(String reference, String type, String name, String sha256) {
        return expect(number, reference, type, name, sha256);
    }

    private UUID expect(Sender sender, String reference, String type, String name, String sha256) {
        return expect(sender, reference, MediaKind.IMAGE, type, name, sha256);
    }

    private UUID expect(Sender sender, String reference, MediaKind kind, String type, String name, String sha256) {
        var file = media.expected(sender, reference, kind, type, name, sha256);
        wait(pool.withTransaction(connection -> media.insert(connection, List.of(file))));
        media.wake();
        return file.id();
    }

    private byte[] fetched(UUID id) {
        Eventually.holds(() -> api.get(id).statusCode(200));
        return api.get(id).extract().asByteArray();
    }

    private void givenUp(UUID id) {
        Eventually.holds(() -> api.get(id).statusCode(404).body("detail", containsString("could not be fetched")));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
