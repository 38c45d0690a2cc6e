package io.parley.flow.validation.source;

/** The escapes in strings. */
final class JsonEscapes {
    private static final int HEX_RADIX = 16;
    private static final int SIMPLE = 2;
    private static final int UNICODE_DIGITS = 4;

    private JsonEscapes() {}

    /**
     * Returns the length of an escape.
     *
     * @param kind the character after its backslash
     */
    static int length(int kind) {
        return kind == 'u' ? SIMPLE + UNICODE_DIGITS : SIMPLE;
    }

    /** Replaces the escapes of a text by their characters. */
    static String decode(String written) {
        var text = new char[written.length()];
        var length = 0;
        for (var i = 0; i < text.length; ) {
            var unit = written.charAt(i);
            if (unit == '\\') {
                text[length++] = character(written, i + 1);
                i += length(written.charAt(i + 1));
            } else {
                text[length++] = unit;
                i++;
            }
        }
        return new String(text, 0, length);
    }

    private static char character(String written, int at) {
        return switch (written.charAt(at)) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(written, at + 1, at + 1 + UNICODE_DIGITS, HEX_RADIX);
            default -> written.charAt(at);
        };
    }
}
