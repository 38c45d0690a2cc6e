package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of films that Viber carries, by the ending of their names. */
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

    /** Read off an address, which may be null. */
    static Optional<VideoType> of(String address) {
        var extension = Extension.of(address);
        return Arrays.stream(values())
                .filter(type -> type.extension.equals(extension))
                .findFirst();
    }
}
