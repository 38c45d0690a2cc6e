package io.parley.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Rejects characters that no database and no network transports unchanged: NUL and unpaired surrogates. */
final class Characters {
    private Characters() {}

    static boolean check(String text, String path, Violations out) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                out.add(path, "must not contain the character U+0000");
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    out.add(path, "must be well-formed Unicode: it contains half of a surrogate pair");
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Checks every text and every name in the tree. */
    static boolean checkAll(JsonNode value, String path, Violations out) {
        if (value.isTextual()) {
            return check(value.textValue(), path, out);
        }
        var valid = true;
        if (value.isObject()) {
            for (var entry : value.properties()) {
                var memberPath = ViolationPaths.member(path, entry.getKey());
                valid &= check(entry.getKey(), memberPath, out) && checkAll(entry.getValue(), memberPath, out);
            }
        } else {
            for (var i = 0; i < value.size(); i++) {
                valid &= checkAll(value.get(i), ViolationPaths.element(path, i), out);
            }
        }
        return valid;
    }
}
