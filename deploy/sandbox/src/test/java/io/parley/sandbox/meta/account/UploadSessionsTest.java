package io.parley.sandbox.meta.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.sandbox.meta.error.GraphRejection;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadSessionsTest {
    private final AtomicLong now = new AtomicLong();
    private final UploadSessions sessions = new UploadSessions(now::get, 1_000);

    @AfterEach
    void clear() {
        sessions.clear();
    }

    @Test
    void sessionAndHandleExpireTogether() {
        var session = sessions.start("image/png", 1);
        session.append(Buffer.buffer("x"));
        var handle = sessions.complete(session);

        now.set(999);
        assertTrue(sessions.find(session.id, session.signature).isPresent());
        assertEquals("image/png", sessions.completed(handle).orElseThrow().type());
        now.set(1_000);
        assertTrue(sessions.find(session.id, session.signature).isEmpty());
        assertTrue(sessions.completed(handle).isEmpty());
    }

    @Test
    void fileOfAnExpiredSessionIsDeletedWithTheNextStart() {
        var session = sessions.start("image/png", 1);
        assertTrue(Files.exists(session.file));

        now.set(1_000);
        sessions.start("image/png", 1);

        assertFalse(Files.exists(session.file));
        assertFalse(session.append(Buffer.buffer("x")));
    }

    @Test
    void oldestIdleSessionIsDeletedForANewOne() {
        var busy = sessions.start("image/png", 1);
        busy.busy = true;
        var oldestIdle = sessions.start("image/png", 1);
        IntStream.range(2, UploadSessions.MAX_SESSIONS).forEach(n -> sessions.start("image/png", 1));

        sessions.start("image/png", 1);

        assertTrue(sessions.find(busy.id, busy.signature).isPresent());
        assertTrue(sessions.find(oldestIdle.id, oldestIdle.signature).isEmpty());
    }

    @Test
    void startIsRejectedWhileAllSessionsAreBusy() {
        IntStream.range(0, UploadSessions.MAX_SESSIONS).forEach(n -> sessions.start("image/png", 1).busy = true);

        var rejection = assertThrows(GraphRejection.class, () -> sessions.start("image/png", 1));

        assertEquals(4, rejection.response().code());
    }

    @Test
    void wrongSignatureFindsNothing() {
        var session = sessions.start("image/png", 1);

        assertTrue(sessions.find(session.id, "other").isEmpty());
        assertTrue(sessions.find(session.id, null).isEmpty());
    }
}
