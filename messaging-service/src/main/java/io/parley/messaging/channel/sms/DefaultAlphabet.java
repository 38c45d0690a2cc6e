package io.parley.messaging.channel.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What an SMSC takes the octets of data coding 0 and 1 for. Whatever it is, the text goes over the air in GSM 03.38, so a
 * character fits only if that alphabet has it too, and lengths count its septets.
 */
enum DefaultAlphabet {
    /** GSM 03.38, one septet in each octet. */
    GSM7(null),
    /** ISO 8859-1, translated by the SMSC. */
    LATIN1(StandardCharsets.ISO_8859_1),
    /** ASCII, translated by the SMSC. */
    ASCII(StandardCharsets.US_ASCII);

    private final Charset charset;

    DefaultAlphabet(Charset charset) {
        this.charset = charset;
    }

    boolean carries(String text) {
        return Gsm7.DEFAULT.carries(text)
                && (charset == null || charset.newEncoder().canEncode(text));
    }

    byte[] encode(String text, Gsm7 tables) {
        return charset == null ? tables.encode(text) : text.getBytes(charset);
    }

    String decode(byte[] octets) {
        return decode(octets, Gsm7.DEFAULT);
    }

    /** @param tables those that a header names; an SMSC that translates has applied them */
    String decode(byte[] octets, Gsm7 tables) {
        return charset == null ? tables.decode(octets) : new String(octets, charset);
    }
}
