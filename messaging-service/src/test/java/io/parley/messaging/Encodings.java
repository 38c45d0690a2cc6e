package io.parley.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Encodings in which a text may be contained in another one. */
final class Encodings {

    private Encodings() {}

    /** Plain, URL-encoded, hexadecimal, and Base64 at each offset within a group of three bytes. */
    static Set<String> of(String text) {
        var all = new LinkedHashSet<String>();
        all.add(text);
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        all.add(hex);
        all.add(hex.toUpperCase(Locale.ROOT));
        all.add(hex.replaceAll("(..)", "%$1"));
        all.add(hex.toUpperCase(Locale.ROOT).replaceAll("(..)", "%$1"));
        for (var before = 0; before < 3; before++) {
            all.add(base64(text, before));
        }
        return all;
    }

    /** The Base64 characters that depend only on the text, if it is preceded by that many bytes. */
    private static String base64(String text, int before) {
        var encoded = Base64.getEncoder()
                .withoutPadding()
                .encodeToString((" ".repeat(before) + text).getBytes(StandardCharsets.UTF_8));
        var first = before == 0 ? 0 : before == 1 ? 2 : 3;
        var whole = (before + text.length()) * 8 / 6;
        return encoded.substring(first, whole);
    }
}
