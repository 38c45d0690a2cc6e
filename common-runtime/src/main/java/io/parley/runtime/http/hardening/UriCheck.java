package io.parley.runtime.http.hardening;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Checks the grammar of a request target (RFC 3986), and rejects spellings of a path that serve only to bypass a check.
 */
final class UriCheck {
    private static final String ALLOWED = "-._~:/?@!$&'()*+,;=%";
    private static final BitSet CHARACTERS = characters();
    private static final Pattern SUSPICIOUS =
            Pattern.compile("//|;|\\\\|%00|%5[cC]|%2[fF]%2[fF]|(?:^|/)(?:\\.|%2[eE]){1,2}(?:/|$)");

    private UriCheck() {}

    static boolean hasOnlyUriCharacters(String target) {
        for (var i = 0; i < target.length(); i++) {
            if (!CHARACTERS.get(target.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether each percent sign starts two hexadecimal digits, and the encoded bytes are UTF-8. */
    static boolean isPercentEncoded(String target) {
        var at = target.indexOf('%');
        if (at < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(target.length());
        for (var i = 0; i < target.length(); i++) {
            if (target.charAt(i) != '%') {
                bytes.write(target.charAt(i));
                continue;
            }
            var value = escaped(target, i);
            if (value < 0) {
                return false;
            }
            bytes.write(value);
            i += 2;
        }
        return isUtf8(bytes.toByteArray());
    }

    /** Whether the path has no dot or empty segments, matrix parameters, NUL or backslash. */
    static boolean isNormalized(String path) {
        return !maySuspect(path) || !SUSPICIOUS.matcher(path).find();
    }

    /** Returns the byte behind a percent sign, or -1. */
    private static int escaped(String target, int percent) {
        if (percent + 2 >= target.length()) {
            return -1;
        }
        var high = Character.digit(target.charAt(percent + 1), 16);
        var low = Character.digit(target.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException overlongOrCut) {
            return false;
        }
    }

    /** Checks for single characters first, because nearly no path has one. */
    private static boolean maySuspect(String path) {
        return path.contains("//")
                || path.indexOf(';') >= 0
                || path.indexOf('\\') >= 0
                || path.indexOf('%') >= 0
                || path.indexOf('.') >= 0;
    }

    private static BitSet characters() {
        var set = new BitSet();
        set.set('0', '9' + 1);
        set.set('A', 'Z' + 1);
        set.set('a', 'z' + 1);
        ALLOWED.chars().forEach(set::set);
        return set;
    }
}
