package io.parley.messaging.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten concurrent uploads of 100 MB hardly use any heap. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class UploadMemoryTest {
    private static final int MIB = 1024 * 1024;
    private static final int UPLOADS = 10;
    private static final int SIZE = 100 * MIB;

    @Test
    void tenConcurrentUploadsUseLittleHeap() throws Exception {
        var api = MediaApi.ofNewCustomer();
        var nearlyDone = new CountDownLatch(UPLOADS);
        var resume = new CountDownLatch(1);
        var before = usedHeap();

        try (var senders = Executors.newFixedThreadPool(UPLOADS)) {
            var uploads = start(senders, () -> new RawUpload(api.customer().key())
                    .post("application/pdf", RawUpload.chunked(() -> new Document(nearlyDone, resume)))
                    .statusCode());
            assertTrue(nearlyDone.await(60, TimeUnit.SECONDS));
            var during = usedHeap();
            resume.countDown();

            for (var upload : uploads) {
                assertEquals(200, upload.get(60, TimeUnit.SECONDS));
            }
            assertTrue(during - before < 64L * MIB, "grew by " + (during - before) / MIB + " MB");
        }
        api.list().extract().<List<String>>path("mediaId").forEach(id -> api.delete(id)
                .statusCode(204));
    }

    private static List<Future<Integer>> start(ExecutorService senders, Callable<Integer> upload) {
        var uploads = new ArrayList<Future<Integer>>();
        for (var i = 0; i < UPLOADS; i++) {
            uploads.add(senders.submit(upload));
        }
        return uploads;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A large document that pauses shortly before its end. */
    private static final class Document extends InputStream {
        private final byte[] head = FileSamples.pdf(100);
        private final CountDownLatch nearlyDone;
        private final CountDownLatch resume;
        private int sent;
        private boolean paused;

        Document(CountDownLatch nearlyDone, CountDownLatch resume) {
            this.nearlyDone = nearlyDone;
            this.resume = resume;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int max) {
            if (sent >= SIZE) {
                return -1;
            }
            if (sent >= SIZE - MIB && !paused) {
                paused = true;
                pause();
            }
            var length = Math.min(max, SIZE - sent);
            Arrays.fill(into, from, from + length, (byte) 'x');
            if (sent == 0) {
                System.arraycopy(head, 0, into, from, Math.min(head.length, length));
            }
            sent += length;
            return length;
        }

        private void pause() {
            nearlyDone.countDown();
            try {
                resume.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
