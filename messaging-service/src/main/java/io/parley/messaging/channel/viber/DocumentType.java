package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Document types that Viber supports, by file extension. */
enum DocumentType {
    DOC,
    DOCX,
    RTF,
    DOT,
    DOTX,
    ODT,
    ODF,
    FODT,
    TXT,
    INFO,
    PDF,
    XPS,
    PDAX,
    EPS,
    XLS,
    XLSX,
    ODS,
    FODS,
    CSV,
    XLSM,
    XLTX;

    @JsonValue
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type by the extension of a URL or name, which may be null. */
    static Optional<DocumentType> of(String urlOrName) {
        var extension = Extension.of(urlOrName);
        return Arrays.stream(values())
                .filter(type -> type.extension().equals(extension))
                .findFirst();
    }
}
