package io.parley.flow.validation.source;

/** The lengths of characters in UTF-8, whose first byte has as many high bits as the character has bytes. */
final class Utf8Lengths {
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;
    private static final int FIRST_OF_FOUR = 0xF0;
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    private Utf8Lengths() {}

    /** Returns the number of UTF-16 units of the character that begins with a byte; 0 for a byte within a character. */
    static int units(byte unit) {
        if ((unit & CONTINUATION_MASK) == CONTINUATION) {
            return 0;
        }
        return (unit & FIRST_OF_FOUR) == FIRST_OF_FOUR ? 2 : 1;
    }

    /** Returns the number of bytes of the character that begins with a byte. */
    static int length(byte first) {
        return first >= 0 ? 1 : Integer.numberOfLeadingZeros(~first << (Integer.SIZE - Byte.SIZE));
    }

    /** Returns the number of bytes of the first UTF-16 units of a text. */
    static int length(String text, int units) {
        var length = 0;
        for (var i = 0; i < units; i++) {
            var unit = text.charAt(i);
            if (unit < ONE_BYTE) {
                length++;
            } else {
                length += unit < TWO_BYTES || Character.isSurrogate(unit) ? 2 : 3;
            }
        }
        return length;
    }
}
