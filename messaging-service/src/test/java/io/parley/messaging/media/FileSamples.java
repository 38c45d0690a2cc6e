package io.parley.messaging.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Files with a valid signature and random content. */
final class FileSamples {
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ffe000104a46494600010101");
    /** The first Ogg page, with one segment. */
    private static final byte[] OPUS =
            HexFormat.of().parseHex("4f6767530002" + "00".repeat(20) + "0113" + "4f7075734865616401");

    private FileSamples() {}

    static byte[] png(int size) {
        return filled(PNG, size);
    }

    static byte[] jpeg(int size) {
        return filled(JPEG, size);
    }

    static byte[] webp(int size) {
        return filled("RIFF1234WEBPVP8 ".getBytes(StandardCharsets.US_ASCII), size);
    }

    static byte[] mp4(int size) {
        return filled("\0\0\0\30ftypisom\0\0\2\0".getBytes(StandardCharsets.US_ASCII), size);
    }

    static byte[] pdf(int size) {
        return filled("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), size);
    }

    static byte[] opus(int size) {
        return filled(OPUS, size);
    }

    private static byte[] filled(byte[] signature, int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        System.arraycopy(signature, 0, bytes, 0, Math.min(signature.length, size));
        return Arrays.copyOf(bytes, size);
    }
}
