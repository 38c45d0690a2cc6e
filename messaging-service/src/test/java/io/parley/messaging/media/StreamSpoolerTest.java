package io.parley.messaging.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.runtime.test.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams are spooled completely, or leave no file. */
class StreamSpoolerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "0,1",
        "1,1",
        "262144,8192",
        "262145,8192",
        "3000000,8191",
        "3000000,65536",
        "2000000,900000",
        "40000000,65536"
    })
    void streamIsWrittenCompletely(int size, int packet) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        var spooled = join(read(new Packets(bytes, packet), size, TIMEOUT));

        assertArrayEquals(bytes, Files.readAllBytes(spooled.file()));
        assertEquals(size, spooled.size());
        assertArrayEquals(Arrays.copyOf(bytes, Math.min(size, FileSignatures.LENGTH)), spooled.head());
    }

    @Test
    void sizeLimitIsEnforced() {
        var failure = assertThrows(
                CompletionException.class,
                () -> join(read(new Packets(new byte[3_000_000], 8192), 2_999_999, TIMEOUT)));

        assertInstanceOf(StreamSpooler.TooLong.class, failure.getCause());
    }

    @Test
    void stalledStreamTimesOut() {
        var silent = new Packets(new byte[1_000], 100).stoppingAfter(500);

        var failure = assertThrows(CompletionException.class, () -> join(read(silent, 1_000, Duration.ofMillis(100))));

        assertInstanceOf(TimeoutException.class, failure.getCause());
        assertFalse(Files.exists(folder.resolve("file")));
    }

    @Test
    void existingFileFails() throws IOException {
        Files.writeString(folder.resolve("file"), "existing");

        assertThrows(
                CompletionException.class,
                () -> join(read(new Packets(new byte[1_000_000], 8192), 1_000_000, TIMEOUT)));
    }

    @Test
    void failingFlushFailsTheUploadAndLeavesNoFile() {
        var lost = new IOException("lost");
        var losing = new SpoolWriter(folder.resolve("file")) {
            @Override
            void force() throws IOException {
                throw lost;
            }
        };

        var failure = assertThrows(
                CompletionException.class,
                () -> join(read(new Packets(new byte[20_000_000], 65_536), losing, 20_000_000, TIMEOUT)));

        assertSame(lost, failure.getCause());
        Eventually.equal(false, () -> Files.exists(folder.resolve("file")));
    }

    private Future<SpooledFile> read(Packets packets, long max, Duration timeout) {
        return read(packets, new SpoolWriter(folder.resolve("file")), max, timeout);
    }

    private Future<SpooledFile> read(Packets packets, SpoolWriter file, long max, Duration timeout) {
        var spooler = new StreamSpooler(vertx, packets, file, max);
        var done = Promise.<SpooledFile>promise();
        vertx.getOrCreateContext().runOnContext(now -> spooler.read(timeout).onComplete(done));
        return done.future();
    }

    private static SpooledFile join(Future<SpooledFile> spooled) {
        return spooled.toCompletionStage().toCompletableFuture().join();
    }

    /** Sends its bytes while not paused, all from one event loop. */
    private final class Packets implements ReadStream<Buffer> {
        private final byte[] bytes;
        private final int packet;
        private int stopAfter = Integer.MAX_VALUE;
        private int sent;
        private boolean flowing;
        private Handler<Buffer> handler;
        private Handler<Void> ended;

        Packets(byte[] bytes, int packet) {
            this.bytes = bytes;
            this.packet = packet;
        }

        Packets stoppingAfter(int stop) {
            stopAfter = stop;
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(Handler<Buffer> given) {
            handler = given;
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(Handler<Void> given) {
            ended = given;
            return this;
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(Handler<Throwable> given) {
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            flowing = false;
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            return resume();
        }

        @Override
        public ReadStream<Buffer> resume() {
            flowing = true;
            vertx.getOrCreateContext().runOnContext(now -> send());
            return this;
        }

        private void send() {
            while (flowing && sent < Math.min(bytes.length, stopAfter)) {
                var to = Math.min(bytes.length, sent + packet);
                var next = Buffer.buffer(Arrays.copyOfRange(bytes, sent, to));
                sent = to;
                handler.handle(next);
            }
            if (flowing && sent == bytes.length) {
                flowing = false;
                ended.handle(null);
            }
        }
    }
}
