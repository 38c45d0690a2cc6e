package io.parley.template.graph;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Types of sample files that Meta accepts, recognized by their first bytes. */
enum SampleType {
    JPEG("image/jpeg", "sample.jpg", 0, "\u00FF\u00D8\u00FF"),
    PNG("image/png", "sample.png", 0, "\u0089PNG"),
    MP4("video/mp4", "sample.mp4", 4, "ftyp"),
    PDF("application/pdf", "sample.pdf", 0, "%PDF");

    private final String contentType;
    private final String fileName;
    private final int offset;
    private final byte[] signature;

    SampleType(String contentType, String fileName, int offset, String signature) {
        this.contentType = contentType;
        this.fileName = fileName;
        this.offset = offset;
        this.signature = signature.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Optional<SampleType> of(Buffer file) {
        return Arrays.stream(values()).filter(type -> type.isStartOf(file)).findFirst();
    }

    String contentType() {
        return contentType;
    }

    String fileName() {
        return fileName;
    }

    private boolean isStartOf(Buffer file) {
        return file.length() >= offset + signature.length
                && Arrays.equals(signature, file.getBytes(offset, offset + signature.length));
    }
}
