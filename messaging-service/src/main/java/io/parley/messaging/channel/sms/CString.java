package io.parley.messaging.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A NUL-terminated string of SMPP. Many SMSCs omit the NUL where the end is known without it. */
final class CString {
    private CString() {}

    /** The string from {@code start} up to its NUL or to the end; empty if it is blank. */
    static Optional<String> of(byte[] octets, int start) {
        return Optional.of(new String(octets, start, end(octets, start) - start, StandardCharsets.ISO_8859_1))
                .filter(text -> !text.isBlank());
    }

    /** Index of its NUL, or the end. */
    static int end(byte[] octets, int start) {
        var end = start;
        while (end < octets.length && octets[end] != 0) {
            end++;
        }
        return end;
    }
}
