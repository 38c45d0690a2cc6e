package io.parley.messaging.channel;

import java.util.Locale;

/** What a file is to a person who receives it; each kind has its own types and its own largest size. */
public enum MediaKind {
    IMAGE,
    VIDEO,
    AUDIO,
    DOCUMENT,
    STICKER;

    /** For sentences and settings: {@code image}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
