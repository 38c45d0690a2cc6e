package io.parley.messaging.media;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.MediaKind;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Row F30: files that people sent: fetched, waited for, deleted on their way, and many at once. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
class InboundMediaTest extends WithFilesFromPeople {
    private static final int AT_ONCE = 6;

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
    void goodFilesArriveBesideFilesWithoutEndAndTheHeapStaysFlat() throws Exception {
        var good = FileSamples.mp4(16_000_000);
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
}
