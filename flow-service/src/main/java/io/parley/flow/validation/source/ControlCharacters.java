package io.parley.flow.validation.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds control characters in a file, eight bytes at a time. Most files have none, except between tokens. */
final class ControlCharacters {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST_PRINTABLE = 0x2020202020202020L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private ControlCharacters() {}

    /** Whether a file in UTF-8, in which all bytes of other characters are above 127, contains a control character. */
    static boolean isIn(byte[] file) {
        var at = 0;
        for (; at + Long.BYTES <= file.length; at += Long.BYTES) {
            var bytes = (long) LONGS.get(file, at);
            // The high bit of a byte remains only if the subtraction went below zero.
            if ((bytes - FIRST_PRINTABLE & ~bytes & HIGH_BITS) != 0) {
                return true;
            }
        }
        for (; at < file.length; at++) {
            if (file[at] >= 0 && file[at] < ' ') {
                return true;
            }
        }
        return false;
    }
}
