package io.parley.messaging.media;

import java.nio.file.Path;

/**
 * A completely received file, flushed to the local disk but not yet in the store.
 *
 * @param head first bytes, at most {@value FileSignatures#LENGTH}
 */
record SpooledFile(Path file, long size, byte[] sha256, byte[] head) {

    boolean isEmpty() {
        return size == 0;
    }
}
