package io.parley.messaging.media;

import io.parley.messaging.media.store.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file and computes its hash. All methods block and, except for {@link #force}, are called by one worker
 * thread at a time.
 */
class SpoolWriter {
    private final Path path;
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final ByteBuffer head = ByteBuffer.allocate(FileSignatures.LENGTH);
    private @Nullable FileChannel channel;
    private long size;

    SpoolWriter(Path path) {
        this.path = path;
    }

    void write(ByteBuffer bytes) throws IOException {
        var out = open();
        keepHead(bytes.duplicate());
        digest.update(bytes.duplicate());
        size += bytes.remaining();
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Flushes to disk what was written so far; may run concurrently with {@link #write}. */
    void force() throws IOException {
        var out = channel;
        if (out != null) {
            out.force(false);
        }
    }

    /** Flushes to disk before it returns. */
    SpooledFile finish() throws IOException {
        var out = open();
        out.force(true);
        out.close();
        return new SpooledFile(path, size, digest.digest(), Arrays.copyOf(head.array(), head.position()));
    }

    void discard() throws IOException {
        if (channel != null) {
            channel.close();
        }
        Files.deleteIfExists(path);
    }

    private FileChannel open() throws IOException {
        var out = channel;
        if (out == null) {
            PrivateFiles.createFolderOf(path);
            out = PrivateFiles.create(path);
            channel = out;
        }
        return out;
    }

    private void keepHead(ByteBuffer bytes) {
        head.put(bytes.limit(Math.min(bytes.limit(), bytes.position() + head.remaining())));
    }
}
