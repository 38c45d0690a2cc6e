package io.parley.messaging.model;

import java.util.Locale;

/** Kind of a file in a message; each kind has its own media types and maximum size. */
public enum MediaKind {
    IMAGE,
    VIDEO,
    AUDIO,
    DOCUMENT,
    STICKER;

    /** Lower-case name for messages and settings: {@code image}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
