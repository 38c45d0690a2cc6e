package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Video types that Viber supports, by file extension. */
enum VideoType {
    THREE_GP("3gp"),
    M4V("m4v"),
    MOV("mov"),
    MP4("mp4");

    private final String extension;

    VideoType(String extension) {
        this.extension = extension;
    }

    @JsonValue
    String extension() {
        return extension;
    }

    /** The type by the extension of a URL, which may be null. */
    static Optional<VideoType> of(String url) {
        var extension = Extension.of(url);
        return Arrays.stream(values())
                .filter(type -> type.extension.equals(extension))
                .findFirst();
    }
}
