package io.parley.messaging.channel.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The encoding that an SMSC uses for data coding 0 and 1. The text is always transmitted in GSM 03.38, so a character
 * can be encoded only if that alphabet has it too, and lengths are counted in its septets.
 */
enum DefaultAlphabet {
    /** GSM 03.38, one septet in each octet. */
    GSM7(null),
    /** ISO 8859-1, translated by the SMSC. */
    LATIN1(StandardCharsets.ISO_8859_1),
    /** ASCII, translated by the SMSC. */
    ASCII(StandardCharsets.US_ASCII);

    private final @Nullable Charset charset;

    DefaultAlphabet(@Nullable Charset charset) {
        this.charset = charset;
    }

    boolean canEncode(String text) {
        return Gsm7.DEFAULT.canEncode(text)
                && (charset == null || charset.newEncoder().canEncode(text));
    }

    byte[] encode(String text, Gsm7 tables) {
        return charset == null ? tables.encode(text) : text.getBytes(charset);
    }

    String decode(byte[] octets) {
        return decode(octets, Gsm7.DEFAULT);
    }

    /** @param tables those that a header names; not used if the SMSC translates, because it has applied them */
    String decode(byte[] octets, Gsm7 tables) {
        return charset == null ? tables.decode(octets) : new String(octets, charset);
    }
}
