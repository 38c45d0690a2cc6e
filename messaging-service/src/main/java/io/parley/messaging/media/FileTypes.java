package io.parley.messaging.media;

import static io.parley.messaging.model.MediaKind.AUDIO;
import static io.parley.messaging.model.MediaKind.DOCUMENT;
import static io.parley.messaging.model.MediaKind.IMAGE;
import static io.parley.messaging.model.MediaKind.STICKER;
import static io.parley.messaging.model.MediaKind.VIDEO;

import io.parley.messaging.model.MediaKind;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The supported file types, with the maximum size of each kind. */
@Singleton
class FileTypes {
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]+";
    private static final Pattern WELL_FORMED = Pattern.compile(
            TOKEN + "/" + TOKEN + "(\\s*;\\s*" + TOKEN + "=(" + TOKEN + "|\"[^\"\\\\\\p{Cntrl}]*\"))*\\s*");
    private static final int MAX = 255;

    private static final String OPEN = "application/vnd.oasis.opendocument.";

    /** Ordered for detection by content: of types with the same signature the most general comes first. */
    private static final List<FileType> KNOWN = List.of(
            FileType.of("image/jpeg", IMAGE, FileSignatures::jpeg, "jpg", "jpeg"),
            FileType.of("image/png", IMAGE, FileSignatures::png, "png"),
            FileType.of("image/webp", STICKER, FileSignatures::webp, "webp"),
            FileType.of("image/gif", DOCUMENT, FileSignatures::gif, "gif"),
            FileType.of("image/bmp", DOCUMENT, FileSignatures::bmp, "bmp"),
            FileType.of("image/tiff", DOCUMENT, FileSignatures::tiff, "tif", "tiff"),
            FileType.of("video/quicktime", DOCUMENT, FileSignatures::quicktime, "mov", "qt"),
            FileType.of("video/mp4", VIDEO, FileSignatures::isoMedia, "mp4", "m4v"),
            FileType.of("video/3gpp", VIDEO, FileSignatures::isoMedia, "3gp"),
            FileType.of("audio/aac", AUDIO, FileSignatures::aac, "aac"),
            FileType.of("audio/amr", AUDIO, FileSignatures::amr, "amr"),
            FileType.of("audio/mpeg", AUDIO, FileSignatures::mp3, "mp3"),
            FileType.of("audio/mp4", AUDIO, FileSignatures::isoMedia, "m4a"),
            FileType.of("audio/ogg", AUDIO, FileSignatures::opus, "ogg", "opus"),
            FileType.of("audio/wav", DOCUMENT, FileSignatures::wave, "wav"),
            FileType.of("application/pdf", DOCUMENT, FileSignatures::pdf, "pdf"),
            FileType.of("application/postscript", DOCUMENT, FileSignatures::postScript, "ps", "eps"),
            FileType.of("application/rtf", DOCUMENT, FileSignatures::rtf, "rtf"),
            FileType.of("text/rtf", DOCUMENT, FileSignatures::rtf),
            FileType.of("application/msword", DOCUMENT, FileSignatures::compound, "doc", "dot"),
            FileType.of("application/vnd.ms-excel", DOCUMENT, FileSignatures::compound, "xls"),
            FileType.of("application/vnd.ms-powerpoint", DOCUMENT, FileSignatures::compound, "ppt"),
            FileType.of("application/zip", DOCUMENT, FileSignatures::zip, "zip"),
            FileType.of("application/x-zip-compressed", DOCUMENT, FileSignatures::zip),
            FileType.of(OFFICE + "wordprocessingml.document", DOCUMENT, FileSignatures::zip, "docx"),
            FileType.of(OFFICE + "spreadsheetml.sheet", DOCUMENT, FileSignatures::zip, "xlsx"),
            FileType.of(OFFICE + "presentationml.presentation", DOCUMENT, FileSignatures::zip, "pptx"),
            FileType.of(OPEN + "text", DOCUMENT, FileSignatures::zip, "odt"),
            FileType.of(OPEN + "spreadsheet", DOCUMENT, FileSignatures::zip, "ods"),
            FileType.of(OPEN + "presentation", DOCUMENT, FileSignatures::zip, "odp"),
            FileType.of("application/vnd.ms-xpsdocument", DOCUMENT, FileSignatures::zip, "xps"),
            FileType.of("text/plain", DOCUMENT, FileSignatures::text, "txt"),
            FileType.of("text/csv", DOCUMENT, FileSignatures::text, "csv"),
            FileType.of("text/calendar", DOCUMENT, FileSignatures::text, "ics"),
            FileType.of("text/vcard", DOCUMENT, FileSignatures::text, "vcf"),
            FileType.of("application/json", DOCUMENT, FileSignatures::text, "json"));

    /** Types that a browser or operating system may execute, by content; the settings define which are rejected. */
    private static final List<FileType> ACTIVE = List.of(
            FileType.of("text/html", DOCUMENT, FileSignatures::html),
            FileType.of("image/svg+xml", DOCUMENT, FileSignatures::svg),
            FileType.of("application/x-sh", DOCUMENT, FileSignatures::script),
            FileType.of("application/x-msdownload", DOCUMENT, FileSignatures::windowsProgram),
            FileType.of("application/x-executable", DOCUMENT, FileSignatures::program));

    private final MediaConfig settings;
    private final Map<String, FileType> byName = new LinkedHashMap<>();

    FileTypes(MediaConfig settings) {
        this.settings = settings;
        KNOWN.forEach(type -> byName.put(type.name(), type));
        settings.otherDocuments()
                .orElse(List.of())
                .forEach(name -> byName.putIfAbsent(name, FileType.of(name, DOCUMENT, head -> true)));
    }

    /** The type of a {@code Content-Type}; empty if it is not supported. */
    Optional<FileType> named(String contentType) {
        return Optional.ofNullable(byName.get(name(contentType)))
                .filter(type -> !settings.refusedTypes().contains(type.name()));
    }

    String names() {
        return String.join(", ", byName.keySet());
    }

    /** Whether it can be stored and sent in a header. */
    static boolean isWellFormed(String contentType) {
        return contentType.length() <= MAX && WELL_FORMED.matcher(contentType).matches();
    }

    /** The type by content; empty if unknown. */
    Optional<FileType> detect(byte[] head) {
        return detect(head, null);
    }

    /** The type by content, and by the extension if several types have the same signature. */
    Optional<FileType> detect(byte[] head, @Nullable String fileName) {
        var matching = KNOWN.stream().filter(type -> type.genuine().test(head)).toList();
        return matching.stream()
                .filter(type -> type.hasExtensionOf(fileName))
                .findFirst()
                .or(() -> matching.stream().findFirst());
    }

    /** The rejected type, by the given type or the content; empty if neither is rejected. */
    Optional<String> refused(@Nullable String contentType, byte[] head) {
        return Stream.concat(
                        Stream.ofNullable(contentType).map(FileTypes::name),
                        ACTIVE.stream()
                                .filter(type -> type.genuine().test(head))
                                .map(FileType::name))
                .filter(settings.refusedTypes()::contains)
                .findFirst();
    }

    long maxSize(MediaKind kind) {
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
