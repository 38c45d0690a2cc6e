package io.parley.flow.validation.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the lines and columns of offsets in a file in UTF-8. Only errors need them, so it is filled at the first one. */
final class LineTable {
    private static final int BLOCK = 4096;

    private final byte[] file;
    /** Where the lines begin in the part that was searched for them. */
    private int[] lineStarts = new int[16];

    private int lines = 1;
    private int searched;
    /** Number of UTF-16 units before each block of the file: a file can be one long line. */
    private int @Nullable [] unitsBefore;

    LineTable(byte[] file) {
        this.file = file;
    }

    SourcePosition position(int offset) {
        return position(offset, units(offset));
    }

    /** Returns the position of the UTF-16 unit that ends at an offset. */
    SourcePosition lastPosition(int end) {
        return position(end - 1, units(end) - 1);
    }

    private SourcePosition position(int offset, int units) {
        findLines(offset);
        var found = Arrays.binarySearch(lineStarts, 0, lines, offset);
        var line = found >= 0 ? found : -found - 2;
        return new SourcePosition(line + 1, units - units(lineStarts[line]) + 1);
    }

    private void findLines(int to) {
        for (; searched < to; searched++) {
            if (isLineEnd(searched)) {
                addLine(searched + 1);
            }
        }
    }

    private boolean isLineEnd(int at) {
        return file[at] == '\n' || file[at] == '\r' && (at + 1 == file.length || file[at + 1] != '\n');
    }

    private void addLine(int start) {
        if (lines == lineStarts.length) {
            lineStarts = Arrays.copyOf(lineStarts, lines + (lines >> 1));
        }
        lineStarts[lines++] = start;
    }

    /** Returns the number of UTF-16 units before an offset. */
    private int units(int offset) {
        if (unitsBefore == null) {
            unitsBefore = new int[file.length / BLOCK + 1];
            for (var i = 1; i < unitsBefore.length; i++) {
                unitsBefore[i] = unitsBefore[i - 1] + units((i - 1) * BLOCK, i * BLOCK);
            }
        }
        var block = offset / BLOCK;
        return unitsBefore[block] + units(block * BLOCK, offset);
    }

    private int units(int from, int to) {
        var units = 0;
        for (var i = from; i < to; i++) {
            units += Utf8Lengths.units(file[i]);
        }
        return units;
    }
}
