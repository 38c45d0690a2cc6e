package io.parley.runtime.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutagesTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new VertxException("Timeout waiting for connection", true),
                new VertxException("Connection was closed", true),
                new NoRouteToHostException("no route"),
                new UnknownHostException("postgres"),
                new TimeoutException(),
                new RejectedExecutionException(),
                new IOException("No space left on device"),
                new FileSystemException("/media/arriving/1", null, "No space left on device"),
                new FileSystemException("/media/files/1", null, "Read-only file system"),
                new io.vertx.core.file.FileSystemException(new IOException("Disk quota exceeded")),
                new StorageUnavailable(new IllegalStateException("507")));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void exceptionsOfClientsAndDisksAreRecognised(Throwable outage) {
        assertEquals(true, Outages.isOutage(outage));
        assertEquals(true, Outages.isOutage(new CompletionException(new IllegalStateException(outage))));
    }

    @Test
    void otherErrorsAreNotOutages() {
        assertEquals(false, Outages.isOutage(new NoStackTraceThrowable("Parameter at position[0] has the wrong type")));
        assertEquals(false, Outages.isOutage(new IllegalStateException("Transaction already complete")));
        assertEquals(false, Outages.isOutage(new NoSuchFileException("/media/files/1")));
        assertEquals(false, Outages.isOutage(new IOException("lost")));
        assertEquals(false, Outages.isOutage(null));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsRecognised() {
        try (var full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            full.write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            assertEquals(true, Outages.isOutage(e));
            assertEquals(true, Outages.isStorage(e));
            return;
        }
        throw new AssertionError("the disk was not full");
    }
}
