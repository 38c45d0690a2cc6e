package io.parley.messaging.media;

import java.nio.file.Path;

/**
 * A file received whole and safe on this machine's disk, not yet in the store.
 *
 * @param head its first bytes, at most {@value Magic#LENGTH}
 */
record Spooled(Path file, long size, byte[] sha256, byte[] head) {

    boolean isEmpty() {
        return size == 0;
    }
}
