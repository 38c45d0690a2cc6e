package io.parley.flow.validation.source;

import java.math.BigDecimal;
import java.util.Optional;

/** A string, number, boolean or null. */
public final class SourceScalar extends SourceValue {
    private static final int MAX_DIGITS = 40;

    SourceScalar(SourceText source, int start, int end) {
        super(source, start, end);
    }

    @Override
    public String type() {
        return switch (source.at(start())) {
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
        return source.at(start()) == '"';
    }

    /** Returns the number; empty for another type, and for a number that is too long or has a huge exponent. */
    public Optional<BigDecimal> number() {
        if (!type().equals("number") || end() - start() > MAX_DIGITS) {
            return Optional.empty();
        }
        source.count(end() - start());
        try {
            return Optional.of(new BigDecimal(source.literal(start(), end())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The number of bytes of a string as it is written, with its escapes. The string has at most as many characters. */
    public int writtenLength() {
        return end() - start() - 2;
    }

    /** Whether a string begins with a letter or digit of ASCII, so that it is neither empty nor white space. */
    public boolean beginsWithLetter() {
        var first = source.at(start() + 1);
        return first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first >= '0' && first <= '9';
    }

    /** Whether a string may begin with one of two characters of ASCII; it may if it begins with an escape. */
    public boolean mayBeginWith(char one, char other) {
        if (!isText()) {
            return false;
        }
        var first = source.at(start() + 1);
        return first == one || first == other || first == '\\';
    }

    /** Returns a string without quotes and escapes. */
    public String text() {
        source.count(end() - start());
        return source.string(start(), end());
    }

    /** Returns the part of the file that a part of the text, in UTF-16 units, is written in. */
    public SourceSpan spanOf(int from, int to) {
        var begin = afterUnits(start() + 1, from);
        var end = afterUnits(begin, to - from);
        return new SourceSpan(Math.min(begin, end() - 1), Math.min(Math.max(end, begin + 1), end()));
    }

    /** Returns the offset after some units of the text; the end, if it has not so many. */
    private int afterUnits(int offset, int units) {
        var at = offset;
        for (var left = units; left > 0 && at < end(); ) {
            var unit = source.at(at);
            left -= Utf8Lengths.units(unit);
            at += unit == '\\' ? JsonEscapes.length(source.at(at + 1)) : Utf8Lengths.length(unit);
        }
        return Math.min(at, end());
    }
}
