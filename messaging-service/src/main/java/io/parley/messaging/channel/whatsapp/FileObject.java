package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.ProviderReferences;

/** A file as Meta wants it: its own id of an upload, or the address it fetches. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileObject(String id, String link, String caption, String filename) {

    static FileObject of(FileSource file, ProviderReferences references) {
        return new FileObject(
                file.mediaId() == null ? null : references.media(file.mediaId()),
                file.mediaId() == null ? file.url() : null,
                file.caption(),
                file.filename());
    }
}
