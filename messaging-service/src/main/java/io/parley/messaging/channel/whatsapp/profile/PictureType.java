package io.parley.messaging.channel.whatsapp.profile;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The types of profile pictures. */
enum PictureType {
    JPEG("image/jpeg", "logo.jpg", "ffd8ff"),
    PNG("image/png", "logo.png", "89504e470d0a1a0a");

    private final String contentType;
    private final String fileName;
    private final byte[] signature;

    PictureType(String contentType, String fileName, String signature) {
        this.contentType = contentType;
        this.fileName = fileName;
        this.signature = HexFormat.of().parseHex(signature);
    }

    String contentType() {
        return contentType;
    }

    String fileName() {
        return fileName;
    }

    static Optional<PictureType> ofFirstBytes(byte[] bytes) {
        return Arrays.stream(values()).filter(type -> type.begins(bytes)).findFirst();
    }

    private boolean begins(byte[] bytes) {
        return bytes.length >= signature.length
                && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
    }
}
