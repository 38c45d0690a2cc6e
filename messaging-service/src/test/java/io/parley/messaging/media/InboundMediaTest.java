package io.parley.messaging.media;

import static io.parley.messaging.media.InboundFiles.IMAGE;
import static io.parley.messaging.media.InboundFiles.answer;
import static io.parley.messaging.media.InboundFiles.base64;
import static io.parley.messaging.media.InboundFiles.hex;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.model.MediaKind;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files of inbound messages: downloaded, awaited, deleted during the download, and many at once. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
@Tag("slow")
class InboundMediaTest {
    private static final int CONCURRENT = 6;

    @Inject
    @RegisterExtension
    InboundFiles files;

    @Inject
    InboundMedia media;

    @Test
    void fileIsDownloadedFromMeta() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.serves(IMAGE);

        var id = files.expect("1001", "image/png", "../holiday.png", base64(IMAGE));

        assertArrayEquals(IMAGE, files.fetched(id));
        files.customer
                .api
                .get(id)
                .contentType("image/png")
                .header("Content-Disposition", startsWith("attachment; filename=\"holiday"));
        assertEquals(List.of("GET /v25.0/1001", "GET /file"), ScriptedMeta.calls());
        assertTrue(media.url(id).toString().endsWith("/conversations/v3/media/" + id));
        files.customer.api.list().body("size()", is(0));
        MediaApi.ofNewCustomer().get(id).statusCode(404);
    }

    @Test
    void pendingFileIsReported() {
        ScriptedMeta.onMetadata(request -> {});

        var id = files.expect("1002", "image/png", null, null);

        files.customer.api.get(id).statusCode(404).body("detail", containsString("being downloaded"));
        files.customer.api.delete(id).statusCode(204);
    }

    @Test
    void requestWaitsForAPendingFile() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.onFile((request, times) -> ScriptedMeta.later(Duration.ofMillis(300), () -> answer(request, 200)));

        var id = files.expect("1013", "image/png", null, base64(IMAGE));

        assertArrayEquals(
                IMAGE, files.customer.api.get(id).statusCode(200).extract().asByteArray());
    }

    @Test
    void fileDeletedDuringDownloadIsRemoved() {
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        var held = new CompletableFuture<HttpServerRequest>();
        ScriptedMeta.onFile((request, times) -> held.complete(request));
        var id = files.expect("1012", "image/png", null, base64(IMAGE));
        var request = held.orTimeout(10, TimeUnit.SECONDS).join();

        files.customer.api.delete(id).statusCode(204);
        answer(request, 200);

        Eventually.holds(() -> assertEquals(List.of(), Disk.spooled()));
        Eventually.holds(() -> assertTrue(!Disk.contains(id)));
        files.customer.api.get(id).statusCode(404);
    }

    @Test
    void fileIsDownloadedFromAViberUrl() {
        ScriptedMeta.describes("", -1);
        ScriptedMeta.serves(IMAGE);

        var id = files.expect(files.customer.service, ScriptedMeta.url() + "/file.png?sig=1", "image/png", null, null);

        assertArrayEquals(IMAGE, files.fetched(id));
    }

    @Test
    void goodFilesAreDownloadedBesideEndlessOnesWithLittleHeap() throws Exception {
        var good = FileSamples.mp4(16_000_000);
        var started = new CountDownLatch(CONCURRENT);
        var resume = new CompletableFuture<Void>();
        ScriptedMeta.onFile((request, times) ->
                new SlowFile(request.response(), good, request.path().equals("/file.good"), started, resume).start());
        var before = usedHeap();

        var goodIds = expectAt("/file.good");
        var endless = expectAt("/file.endless");
        assertTrue(started.await(60, TimeUnit.SECONDS));
        var during = usedHeap();
        resume.complete(null);

        goodIds.forEach(id -> assertArrayEquals(good, files.fetched(id)));
        endless.forEach(files::assertFailed);
        assertTrue(during - before < 64L << 20, "grew by " + ((during - before) >> 20) + " MB");
    }

    private List<UUID> expectAt(String path) {
        return Stream.generate(() -> files.expect(
                        files.customer.service, ScriptedMeta.url() + path, MediaKind.VIDEO, "video/mp4", null, null))
                .limit(CONCURRENT / 2)
                .toList();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
