package io.parley.messaging.channel.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UCS-2 of SMS: UTF-16, big-endian unless a byte order mark is present. The mark is not part of the text. */
final class Ucs2 {
    private static final int MARK_LENGTH = 2;

    private Ucs2() {}

    static String decode(byte[] octets) {
        return new String(withoutMark(octets), order(octets));
    }

    /** The byte order of the mark, or big-endian. */
    static Charset order(byte[] octets) {
        return startsWith(octets, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    static boolean isMarked(byte[] octets) {
        return startsWith(octets, 0xFE, 0xFF) || startsWith(octets, 0xFF, 0xFE);
    }

    static byte[] withoutMark(byte[] octets) {
        return isMarked(octets) ? Arrays.copyOfRange(octets, MARK_LENGTH, octets.length) : octets;
    }

    private static boolean startsWith(byte[] octets, int first, int second) {
        return octets.length >= MARK_LENGTH && (octets[0] & 0xFF) == first && (octets[1] & 0xFF) == second;
    }
}
