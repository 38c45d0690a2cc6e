package io.parley.messaging.media;

import io.parley.messaging.model.MediaKind;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A file type that the providers accept.
 *
 * @param name media type without parameters, in lower case: {@code image/jpeg}
 * @param endings file name extensions, without the dot
 * @param genuine whether the first bytes match the type
 */
record FileType(String name, MediaKind kind, Set<String> endings, Predicate<byte[]> genuine) {

    static FileType of(String name, MediaKind kind, Predicate<byte[]> genuine, String... endings) {
        return new FileType(name, kind, Set.of(endings), genuine);
    }

    boolean hasExtensionOf(@Nullable String fileName) {
        return fileName != null
                && endings.contains(
                        fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
