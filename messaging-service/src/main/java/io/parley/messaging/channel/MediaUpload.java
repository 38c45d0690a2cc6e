package io.parley.messaging.channel;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file to upload to a network.
 *
 * @param fileName null if it has none
 * @param bytes exactly {@code size} bytes, read on demand; can be read again from the start
 */
public record MediaUpload(
        UUID id, String contentType, @Nullable String fileName, long size, Multi<Buffer> bytes) {}
