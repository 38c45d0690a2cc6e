package io.parley.flow.validation.source;

import java.math.BigDecimal;
import java.util.Optional;

/** A string, number, boolean or null. */
public final class SourceScalar extends SourceValue {
    private static final int MAX_DIGITS = 40;
    static final int HEX_RADIX = 16;
    private static final int UNICODE_DIGITS = 4;

    SourceScalar(SourceText source, int start, int end) {
        super(source, start, end);
    }

    @Override
    public String type() {
        return switch (source.text().charAt(start())) {
            case '"' -> "string";
            case 't', 'f' -> "boolean";
            case 'n' -> "null";
            default -> "number";
        };
    }

    @Override
    int size() {
        return 0;
    }

    @Override
    SourceValue child(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    String segment(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    boolean isText() {
        return source.text().charAt(start()) == '"';
    }

    /** Returns the value as it is written. */
    public String literal() {
        source.count(end() - start());
        return source.text().substring(start(), end());
    }

    /** Returns the number; empty for another type, and for a number that is too long or has a huge exponent. */
    public Optional<BigDecimal> number() {
        if (!type().equals("number") || end() - start() > MAX_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(literal()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The number of characters of a string as it is written, with its escapes. */
    public int writtenLength() {
        return end() - start() - 2;
    }

    /** Whether a string begins with a letter or digit of ASCII, so that it is neither empty nor white space. */
    public boolean beginsWithLetter() {
        var first = source.text().charAt(start() + 1);
        return first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first >= '0' && first <= '9';
    }

    /** Whether a string may begin with a character; it may if it begins with an escape. */
    public boolean mayBeginWith(String characters) {
        if (!isText()) {
            return false;
        }
        var first = source.text().charAt(start() + 1);
        return first == '\\' || characters.indexOf(first) >= 0;
    }

    /** Returns a string without quotes and escapes. */
    String text() {
        source.count(end() - start());
        return source.string(start(), end());
    }

    /** Returns the part of the file that a part of the text is written in. */
    public SourceSpan spanOf(int from, int to) {
        var text = source.text();
        var offset = start() + 1;
        for (var i = 0; i < from; i++) {
            offset += unitLength(text, offset);
        }
        var begin = offset;
        for (var i = from; i < to; i++) {
            offset += unitLength(text, offset);
        }
        var last = end();
        return new SourceSpan(Math.min(begin, last - 1), Math.min(Math.max(offset, begin + 1), last));
    }

    static int unitLength(String text, int offset) {
        if (offset + 1 >= text.length() || text.charAt(offset) != '\\') {
            return 1;
        }
        return text.charAt(offset + 1) == 'u' ? 2 + UNICODE_DIGITS : 2;
    }

    static String unescape(String source, int from, int to) {
        var text = new char[to - from];
        var length = 0;
        for (var i = from; i < to; ) {
            var unit = source.charAt(i);
            text[length++] = unit == '\\' ? escaped(source, i + 1) : unit;
            i += unit == '\\' ? unitLength(source, i) : 1;
        }
        return new String(text, 0, length);
    }

    /** Returns the offset after the quote that ends a string. The text was read, so the quote exists. */
    static int endOfString(String source, int start) {
        var end = start + 1;
        while (source.charAt(end) != '"') {
            end += unitLength(source, end);
        }
        return end + 1;
    }

    private static char escaped(String source, int at) {
        return switch (source.charAt(at)) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(source.substring(at + 1, at + 1 + UNICODE_DIGITS), HEX_RADIX);
            default -> source.charAt(at);
        };
    }
}
