package io.parley.messaging.channel.whatsapp;

import io.parley.messaging.channel.MediaKind;
import java.util.Map;
import java.util.UUID;

/** A file by its address or by the id of an upload, which counts where both are given: the contract's BaseMedia. */
@OneSource
interface FileSource {

    /** Where Meta fetches it; null for an upload. */
    String url();

    /** The upload; null for an address. */
    UUID mediaId();

    /** Name shown for it; null where it has none. */
    default String filename() {
        return null;
    }

    /** Text below it; null where it has none. */
    default String caption() {
        return null;
    }

    /** Empty if there is no file, or one by address. */
    static Map<UUID, MediaKind> uploads(FileSource file, MediaKind kind) {
        return file == null || file.mediaId() == null ? Map.of() : Map.of(file.mediaId(), kind);
    }
}
