package io.parley.sandbox.meta.account;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One resumable upload: bytes of an interrupted request are kept, so that a later one continues after them. */
final class UploadSession {
    final String id;
    final String signature;
    final String type;
    final long length;
    final long expires;
    final Path file;

    /** Number of bytes received. */
    long offset;

    /** Whether a request is sending bytes at this moment. */
    boolean busy;

    /** Whether the session was deleted, possibly during a request. */
    boolean deleted;

    /** What refers to the complete file; null until it is complete. */
    String handle;

    /**
     * @param length announced size in bytes
     * @param expires milliseconds of the clock
     */
    UploadSession(String id, String signature, String type, long length, long expires) {
        this.id = id;
        this.signature = signature;
        this.type = type;
        this.length = length;
        this.expires = expires;
        try {
            file = Files.createTempFile("sandbox-upload", null);
            file.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the id as Meta returns it, which contains a query. */
    String fullId() {
        return id + "?sig=" + signature;
    }

    /** Appends bytes. Returns false, and keeps none, if they exceed the announced length or the session was deleted. */
    boolean append(Buffer bytes) {
        if (deleted || offset + bytes.length() > length) {
            return false;
        }
        try {
            Files.write(file, bytes.getBytes(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        offset += bytes.length();
        return true;
    }

    boolean isComplete() {
        return offset == length;
    }

    void delete() {
        deleted = true;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
