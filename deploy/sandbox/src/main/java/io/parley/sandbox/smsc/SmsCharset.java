package io.parley.sandbox.smsc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The charsets of short messages, with one or two octets for each character, not packed. */
enum SmsCharset {
    GSM7((byte) 0),
    LATIN1((byte) 3),
    UCS2((byte) 8);

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final byte[] EXTENDED_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};
    private static final char ESCAPE = 0x1B;

    private final byte dataCoding;

    SmsCharset(byte dataCoding) {
        this.dataCoding = dataCoding;
    }

    byte dataCoding() {
        return dataCoding;
    }

    /** Returns the charset of a data_coding; {@code standard} is this SMSC's charset for 0. */
    static SmsCharset of(byte dataCoding, SmsCharset standard) {
        return switch (dataCoding & 0x0F) {
            case 0 -> standard;
            case 8 -> UCS2;
            default -> LATIN1;
        };
    }

    /** Returns the smallest charset that can encode the text. */
    static SmsCharset fitting(String text) {
        return text.chars().allMatch(c -> c != ESCAPE && (BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0))
                ? GSM7
                : UCS2;
    }

    byte[] encode(String text) {
        return this == GSM7 ? encodeGsm7(text) : text.getBytes(charset());
    }

    String decode(byte[] octets) {
        return this == GSM7 ? decodeGsm7(octets) : new String(octets, charset());
    }

    private Charset charset() {
        return this == UCS2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
    }

    private static byte[] encodeGsm7(String text) {
        var octets = new ByteArrayOutputStream(text.length() + 8);
        for (var c : text.toCharArray()) {
            var basic = BASIC.indexOf(c);
            var extended = EXTENDED.indexOf(c);
            if (extended >= 0) {
                octets.write(ESCAPE);
                octets.write(EXTENDED_CODES[extended]);
            } else {
                octets.write(basic >= 0 ? basic : '?');
            }
        }
        return octets.toByteArray();
    }

    private static String decodeGsm7(byte[] octets) {
        var text = new StringBuilder(octets.length);
        for (var i = 0; i < octets.length; i++) {
            var escaped = octets[i] == ESCAPE && i + 1 < octets.length;
            text.append(escaped ? extended(octets[++i]) : BASIC.charAt(octets[i] & 0x7F));
        }
        return text.toString();
    }

    private static char extended(byte code) {
        for (var i = 0; i < EXTENDED_CODES.length; i++) {
            if (EXTENDED_CODES[i] == code) {
                return EXTENDED.charAt(i);
            }
        }
        return BASIC.charAt(code & 0x7F);
    }
}
