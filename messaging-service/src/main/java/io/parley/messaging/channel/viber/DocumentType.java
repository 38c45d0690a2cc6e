package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of documents that Viber carries, by the ending of their names. */
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

    /** Read off an address or a name, which may be null. */
    static Optional<DocumentType> of(String address) {
        var extension = Extension.of(address);
        return Arrays.stream(values())
                .filter(type -> type.extension().equals(extension))
                .findFirst();
    }
}
