package io.parley.runtime.http.connection;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.regex.Pattern;

/** The grammar of a request target (RFC 3986), and spellings of a path that only serve to get round a check. */
final class UriCheck {
    private static final String ALLOWED = "-._~:/?@!$&'()*+,;=%";
    private static final BitSet CHARACTERS = characters();
    private static final Pattern TRICK =
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

    /** Each percent sign begins two hexadecimal digits, and what they encode is UTF-8. */
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

    /** Neither dot segments nor empty ones, no matrix parameters, no NUL, no backslash. */
    static boolean isPlain(String path) {
        return !mayTrick(path) || !TRICK.matcher(path).find();
    }

    /** The byte behind a percent sign, or -1. */
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

    /** Looks for the characters of all tricks first, because nearly no path has one. */
    private static boolean mayTrick(String path) {
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
