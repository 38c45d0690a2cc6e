package io.parley.messaging.media;

import java.nio.file.Path;

/**
 * A file received whole and safe on this machine's disk, not yet in the store.
 *
 * @param head its first bytes, at most {@value FileSignatures#LENGTH}
 */
record SpooledFile(Path file, long size, byte[] sha256, byte[] head) {

    boolean isEmpty() {
        return size == 0;
    }
}
