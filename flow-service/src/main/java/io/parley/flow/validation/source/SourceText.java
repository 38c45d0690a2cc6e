package io.parley.flow.validation.source;

import java.util.Arrays;

/** The text of a file, with its lines. */
public final class SourceText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private int[] lineStarts;
    private long reads;

    public SourceText(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    public int length() {
        return text.length();
    }

    /** Returns the offset of the first character that could not be decoded. */
    public int indexOfReplacement() {
        return Math.max(0, text.indexOf(REPLACEMENT));
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
        var within = Math.clamp(offset, 0, Math.max(0, text.length()));
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
                    starts = Arrays.copyOf(starts, count * 2);
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
