package io.parley.runtime.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutagesTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true", // connection failure
        "25006, true", // a standby or a full server that is read-only
        "28P01, true", // password is being changed
        "40P01, true", // deadlock
        "53100, true", // disk full
        "53300, true", // too many connections
        "55P03, true", // lock not available
        "57014, true", // statement timeout
        "57P01, true", // shut down
        "57P03, true", // starting up
        "58030, true", // I/O error
        "22021, false",
        "23505, false",
        "42501, false",
        "42P01, false"
    })
    void sqlStatesOfOutagesAreRecognised(String state, boolean outage) {
        assertEquals(outage, Outages.isOutage(new PgException("message", "ERROR", state, "detail")));
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new VertxException("Timeout waiting for connection", true),
                new VertxException("Connection was closed", true),
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
                new NoStackTraceThrowable("Pending requests failed to be sent due to connection has been closed."),
                ClosedConnectionException.INSTANCE,
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
