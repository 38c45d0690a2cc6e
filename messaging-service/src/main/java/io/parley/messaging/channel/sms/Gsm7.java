package io.parley.messaging.channel.sms;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The GSM 03.38 default alphabet with its extension table, one septet in each octet as SMPP carries it. */
final class Gsm7 {
    static final byte ESCAPE = 0x1B;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final Map<Character, Byte> BASIC_CODES = IntStream.range(0, BASIC.length())
            .filter(code -> code != ESCAPE)
            .boxed()
            .collect(Collectors.toUnmodifiableMap(BASIC::charAt, Integer::byteValue));

    private static final Map<Character, Byte> EXTENDED_CODES = Map.of(
            '\f', (byte) 0x0A,
            '^', (byte) 0x14,
            '{', (byte) 0x28,
            '}', (byte) 0x29,
            '\\', (byte) 0x2F,
            '[', (byte) 0x3C,
            '~', (byte) 0x3D,
            ']', (byte) 0x3E,
            '|', (byte) 0x40,
            '€', (byte) 0x65);

    private static final Map<Byte, Character> EXTENDED = EXTENDED_CODES.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private Gsm7() {}

    /** How many septets the character takes: 1, 2 with its escape, or 0 if the alphabet lacks it. */
    static int septets(char character) {
        if (BASIC_CODES.containsKey(character)) {
            return 1;
        }
        return EXTENDED_CODES.containsKey(character) ? 2 : 0;
    }

    /** Encodes a text that has no characters of 0 septets. */
    static byte[] encode(String text) {
        var out = new ByteArrayOutputStream(text.length() + 8);
        for (var i = 0; i < text.length(); i++) {
            var basic = BASIC_CODES.get(text.charAt(i));
            if (basic == null) {
                out.write(ESCAPE);
                out.write(EXTENDED_CODES.get(text.charAt(i)));
            } else {
                out.write(basic);
            }
        }
        return out.toByteArray();
    }

    /** Decodes; an escape before an unknown code gives the basic character, as phones show it, a lone escape a blank. */
    static String decode(byte[] septets) {
        var text = new StringBuilder(septets.length);
        for (var i = 0; i < septets.length; i++) {
            if (septets[i] == ESCAPE) {
                i++;
                text.append(i < septets.length ? extended(septets[i]) : ' ');
            } else {
                text.append(basic(septets[i]));
            }
        }
        return text.toString();
    }

    private static char extended(byte code) {
        var character = EXTENDED.get(code);
        return character == null ? basic(code) : character;
    }

    private static char basic(byte code) {
        var index = code & 0x7F;
        return index == ESCAPE ? ' ' : BASIC.charAt(index);
    }
}
