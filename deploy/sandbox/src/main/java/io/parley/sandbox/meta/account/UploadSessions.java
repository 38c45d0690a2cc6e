package io.parley.sandbox.meta.account;

import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The upload sessions, at most 100; the oldest is deleted for a new one. A session and its handle expire together. Runs on
 * the event loop.
 */
final class UploadSessions {
    static final int MAX_SESSIONS = 100;

    private static final int ID_BYTES = 24;

    private final LongSupplier clock;
    private final long lifeMillis;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, UploadSession> sessions = new LinkedHashMap<>();
    private final Map<String, UploadSession> completed = new HashMap<>();

    /**
     * @param clock milliseconds
     * @param lifeMillis lifetime of a session
     */
    UploadSessions(LongSupplier clock, long lifeMillis) {
        this.clock = clock;
        this.lifeMillis = lifeMillis;
    }

    /** Starts a session for a file of this type and size in bytes. Error 4 if all sessions are being used. */
    UploadSession start(String type, long length) {
        evict();
        if (sessions.size() >= MAX_SESSIONS) {
            throw new GraphRejection(GraphErrorResponse.of(4, "Too many uploads are in progress."));
        }
        var session = new UploadSession("upload:" + word(), word(), type, length, clock.getAsLong() + lifeMillis);
        sessions.put(session.id, session);
        return session;
    }

    /** Deletes expired sessions, and the oldest idle one if there are too many. */
    private void evict() {
        var now = clock.getAsLong();
        for (var session : sessions.values().toArray(UploadSession[]::new)) {
            if (!session.busy && (session.expires <= now || sessions.size() >= MAX_SESSIONS)) {
                delete(session);
            }
        }
    }

    private void delete(UploadSession session) {
        sessions.remove(session.id);
        completed.remove(session.handle);
        session.delete();
    }

    /**
     * Returns a session that has not expired.
     *
     * @param id part before the question mark
     * @param signature value of {@code sig}
     */
    Optional<UploadSession> find(String id, String signature) {
        return Optional.ofNullable(sessions.get(id))
                .filter(session -> session.signature.equals(signature))
                .filter(session -> session.expires > clock.getAsLong());
    }

    /** Ends an upload. Returns the handle of its file. */
    String complete(UploadSession session) {
        var type = Base64.getEncoder().encodeToString(session.type.getBytes(StandardCharsets.UTF_8));
        session.handle = "4::" + type + ":" + word();
        completed.put(session.handle, session);
        return session.handle;
    }

    /** Returns the file of a handle that has not expired. */
    Optional<CompletedUpload> completed(String handle) {
        return Optional.ofNullable(completed.get(handle))
                .filter(session -> session.expires > clock.getAsLong())
                .map(session -> new CompletedUpload(session.type, session.file));
    }

    void clear() {
        sessions.values().forEach(UploadSession::delete);
        sessions.clear();
        completed.clear();
    }

    private String word() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
