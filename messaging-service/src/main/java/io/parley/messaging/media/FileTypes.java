package io.parley.messaging.media;

import static io.parley.messaging.channel.MediaKind.AUDIO;
import static io.parley.messaging.channel.MediaKind.DOCUMENT;
import static io.parley.messaging.channel.MediaKind.IMAGE;
import static io.parley.messaging.channel.MediaKind.STICKER;
import static io.parley.messaging.channel.MediaKind.VIDEO;

import io.parley.messaging.channel.MediaKind;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types of file we know, with the largest size of each kind. */
@Singleton
class FileTypes {
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]+";
    private static final Pattern WELL_FORMED = Pattern.compile(
            TOKEN + "/" + TOKEN + "(\\s*;\\s*" + TOKEN + "=(" + TOKEN + "|\"[^\"\\\\\\p{Cntrl}]*\"))*\\s*");
    private static final int LONGEST = 255;

    private static final List<FileType> KNOWN = List.of(
            new FileType("image/jpeg", IMAGE, Magic::jpeg),
            new FileType("image/png", IMAGE, Magic::png),
            new FileType("image/webp", STICKER, Magic::webp),
            new FileType("video/mp4", VIDEO, Magic::isoMedia),
            new FileType("video/3gpp", VIDEO, Magic::isoMedia),
            new FileType("audio/aac", AUDIO, Magic::aac),
            new FileType("audio/amr", AUDIO, Magic::amr),
            new FileType("audio/mpeg", AUDIO, Magic::mp3),
            new FileType("audio/mp4", AUDIO, Magic::isoMedia),
            new FileType("audio/ogg", AUDIO, Magic::opus),
            new FileType("application/pdf", DOCUMENT, Magic::pdf),
            new FileType("application/msword", DOCUMENT, Magic::compound),
            new FileType("application/vnd.ms-excel", DOCUMENT, Magic::compound),
            new FileType("application/vnd.ms-powerpoint", DOCUMENT, Magic::compound),
            new FileType(OFFICE + "wordprocessingml.document", DOCUMENT, Magic::zip),
            new FileType(OFFICE + "spreadsheetml.sheet", DOCUMENT, Magic::zip),
            new FileType(OFFICE + "presentationml.presentation", DOCUMENT, Magic::zip),
            new FileType("text/plain", DOCUMENT, Magic::text));

    private final MediaSettings settings;
    private final Map<String, FileType> byName = new LinkedHashMap<>();

    FileTypes(MediaSettings settings) {
        this.settings = settings;
        KNOWN.forEach(type -> byName.put(type.name(), type));
        settings.otherDocuments()
                .orElse(List.of())
                .forEach(name -> byName.putIfAbsent(name, new FileType(name, DOCUMENT, head -> true)));
    }

    /** The type a {@code Content-Type} names; empty if it names none that we know. */
    Optional<FileType> named(String contentType) {
        return Optional.ofNullable(byName.get(name(contentType)));
    }

    String names() {
        return String.join(", ", byName.keySet());
    }

    /** Whether it can be stored and said again in a header. */
    static boolean isWellFormed(String contentType) {
        return contentType.length() <= LONGEST
                && WELL_FORMED.matcher(contentType).matches();
    }

    /** What bytes that are not of the type they were said to be are instead, as far as we know. */
    Optional<FileType> recognised(byte[] head) {
        return KNOWN.stream().filter(type -> type.genuine().test(head)).findFirst();
    }

    long largest(MediaKind kind) {
        return size(kind).asLongValue();
    }

    private MemorySize size(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> settings.maxImage();
            case VIDEO -> settings.maxVideo();
            case AUDIO -> settings.maxAudio();
            case DOCUMENT -> settings.maxDocument();
            case STICKER -> settings.maxSticker();
        };
    }

    private static String name(String contentType) {
        var end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
