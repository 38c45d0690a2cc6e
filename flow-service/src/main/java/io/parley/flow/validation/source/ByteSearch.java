package io.parley.flow.validation.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches a file in UTF-8, eight bytes at a time. In UTF-8, all bytes of a character that is not ASCII are above 127. */
final class ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private ByteSearch() {}

    /** Returns the offset of the next quote, backslash or control character; the size of the file if there is none. */
    static int afterPlainText(byte[] file, int from) {
        var at = from;
        for (; at <= file.length - Long.BYTES; at += Long.BYTES) {
            var bytes = (long) LONGS.get(file, at);
            var marks = below(bytes, SPACES) | below(bytes ^ QUOTES, ONES) | below(bytes ^ BACKSLASHES, ONES);
            if (marks != 0) {
                return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
        }
        while (at < file.length && isPlainText(file[at])) {
            at++;
        }
        return at;
    }

    /**
     * Sets the high bit of each byte that is below that of the limits. Of several bits only the lowest is certain, since the
     * subtraction can borrow from the bytes above it.
     */
    private static long below(long bytes, long limits) {
        return bytes - limits & ~bytes & HIGH_BITS;
    }

    private static boolean isPlainText(byte unit) {
        return (unit >= ' ' || unit < 0) && unit != '"' && unit != '\\';
    }

    /** Returns the offset of the next byte that is not white space of JSON; the size of the file if there is none. */
    static int afterSpace(byte[] file, int from) {
        var at = from;
        while (at < file.length && isSpace(file[at])) {
            at++;
            while (at <= file.length - Long.BYTES && (long) LONGS.get(file, at) == SPACES) {
                at += Long.BYTES;
            }
        }
        return at;
    }

    private static boolean isSpace(byte unit) {
        return unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t';
    }
}
