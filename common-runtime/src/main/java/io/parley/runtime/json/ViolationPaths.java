package io.parley.runtime.json;

/** Paths of violations: {@code content.text}, {@code messages[1].text}. */
public final class ViolationPaths {
    private static final int MAX_NAME = 100;

    private ViolationPaths() {}

    /** Appends a member; an empty path is the whole body. */
    public static String member(String path, String name) {
        return path.isEmpty() ? printable(name) : path + "." + printable(name);
    }

    /** Appends the position of an element, from 0. */
    public static String element(String path, int index) {
        return path + "[" + index + "]";
    }

    /**
     * Makes a name that the caller chose safe to return: without control characters or lone surrogates, limited in
     * length.
     */
    static String printable(String name) {
        return isPlain(name) ? name : sanitized(name);
    }

    /** True for nearly all names, which then need no copy. */
    private static boolean isPlain(String name) {
        for (var i = 0; i < name.length(); i++) {
            if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
                return false;
            }
        }
        return name.length() <= MAX_NAME;
    }

    private static String sanitized(String name) {
        var safe = new StringBuilder();
        name.codePoints()
                .limit(MAX_NAME)
                .map(c -> Character.isISOControl(c) || isLoneSurrogate(c) ? '\uFFFD' : c)
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }

    static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
