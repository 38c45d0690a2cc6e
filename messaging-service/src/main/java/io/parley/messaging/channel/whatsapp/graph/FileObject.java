package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.whatsapp.content.FileSource;
import org.jspecify.annotations.Nullable;

/** A file in the Graph API's format: Meta's id of an upload, or the URL from which Meta fetches it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileObject(
        @Nullable String id,
        @Nullable String link,
        @Nullable String caption,
        @Nullable String filename) {

    static FileObject of(FileSource file, ProviderReferences references) {
        return new FileObject(
                file.mediaId() == null ? null : references.media(file.mediaId()),
                file.mediaId() == null ? file.url() : null,
                file.caption(),
                file.filename());
    }
}
