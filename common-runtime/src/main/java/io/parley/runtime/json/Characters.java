package io.parley.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Characters that no database and no network carries unchanged: NUL and halves of surrogate pairs. */
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

    /** Every text and every name in the tree. */
    static boolean checkAll(JsonNode value, String path, Violations out) {
        if (value.isTextual()) {
            return check(value.textValue(), path, out);
        }
        var good = true;
        if (value.isObject()) {
            for (var entry : value.properties()) {
                var place = ViolationPaths.member(path, entry.getKey());
                good &= check(entry.getKey(), place, out) && checkAll(entry.getValue(), place, out);
            }
        } else {
            for (var i = 0; i < value.size(); i++) {
                good &= checkAll(value.get(i), ViolationPaths.element(path, i), out);
            }
        }
        return good;
    }
}
