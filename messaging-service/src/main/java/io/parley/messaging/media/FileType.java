package io.parley.messaging.media;

import io.parley.messaging.channel.MediaKind;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A type of file that the networks take.
 *
 * @param name without parameters, in lower case: {@code image/jpeg}
 * @param endings of names of such files, without the dot
 * @param genuine whether the first bytes are those of such a file
 */
record FileType(String name, MediaKind kind, Set<String> endings, Predicate<byte[]> genuine) {

    static FileType of(String name, MediaKind kind, Predicate<byte[]> genuine, String... endings) {
        return new FileType(name, kind, Set.of(endings), genuine);
    }

    boolean isNamedSo(String fileName) {
        return fileName != null
                && endings.contains(
                        fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
