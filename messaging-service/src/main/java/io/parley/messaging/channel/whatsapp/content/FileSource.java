package io.parley.messaging.channel.whatsapp.content;

import io.parley.messaging.model.MediaKind;
import io.parley.runtime.validation.SelfChecked;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file by URL or by the id of an upload, which is used if both are given: the contract's BaseMedia. */
public interface FileSource extends SelfChecked {

    /** URL from which Meta fetches the file; null for an upload. */
    @Nullable
    String url();

    /** Id of the upload; null for a URL. */
    @Nullable
    UUID mediaId();

    /** Name shown with the file; null if it has none. */
    default @Nullable String filename() {
        return null;
    }

    /** Caption; null if it has none. */
    default @Nullable String caption() {
        return null;
    }

    @Override
    default void check(Report report) {
        if (url() == null && mediaId() == null) {
            report.violation("must have a url or a mediaId");
        }
    }

    /** Empty if there is no file or it is given by URL. */
    static Map<UUID, MediaKind> uploads(@Nullable FileSource file, MediaKind kind) {
        return file == null || file.mediaId() == null ? Map.of() : Map.of(file.mediaId(), kind);
    }
}
