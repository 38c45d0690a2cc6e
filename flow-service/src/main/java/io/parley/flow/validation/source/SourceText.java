package io.parley.flow.validation.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** The text of a file, with its lines. */
public final class SourceText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private int[] lineStarts;
    private long reads;
    private SourceValue root;

    public SourceText(String text) {
        this.text = text;
    }

    /** Decodes UTF-8. What is not UTF-8 becomes the replacement character; {@link #malformedAt} finds it. */
    public static SourceText decode(byte[] file) {
        return new SourceText(new String(file, StandardCharsets.UTF_8));
    }

    /**
     * Returns the offset of the first bytes that are not UTF-8.
     *
     * @param file the bytes that this text was decoded from
     */
    public OptionalInt malformedAt(byte[] file) {
        if (text.indexOf(REPLACEMENT) < 0) {
            return OptionalInt.empty();
        }
        var valid = CharBuffer.allocate(file.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file), valid, true);
        return result.isError() ? OptionalInt.of(valid.position()) : OptionalInt.empty();
    }

    String text() {
        return text;
    }

    /** The value that the document consists of; null before it is parsed. */
    SourceValue root() {
        return root;
    }

    void root(SourceValue value) {
        root = value;
    }

    public int length() {
        return text.length();
    }

    public boolean startsWithByteOrderMark() {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    }

    /** Counts values and characters that a check reads. */
    void count(int read) {
        reads += read;
    }

    /**
     * The number of values and characters that were read from the tree so far. It measures the cost of a validation
     * without a clock.
     */
    public long reads() {
        return reads;
    }

    /** Returns the position of an offset; of the end, if the offset is greater. */
    public SourcePosition position(int offset) {
        if (lineStarts == null) {
            lineStarts = findLines();
        }
        var within = Math.clamp(offset, 0, text.length());
        var found = Arrays.binarySearch(lineStarts, within);
        var line = found >= 0 ? found : -found - 2;
        return new SourcePosition(line + 1, within - lineStarts[line] + 1);
    }

    private int[] findLines() {
        var starts = new int[16];
        var count = 1;
        for (var i = 0; i < text.length(); i++) {
            if (endsLine(i)) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count + (count >> 1));
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    private boolean endsLine(int offset) {
        var unit = text.charAt(offset);
        return unit == '\n' || unit == '\r' && (offset + 1 == text.length() || text.charAt(offset + 1) != '\n');
    }
}
