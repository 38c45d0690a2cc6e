package io.parley.messaging.media;

import io.parley.messaging.channel.MediaKind;
import java.util.function.Predicate;

/**
 * A type of file that the networks take.
 *
 * @param name without parameters, in lower case: {@code image/jpeg}
 * @param genuine whether the first bytes are those of such a file
 */
record FileType(String name, MediaKind kind, Predicate<byte[]> genuine) {}
