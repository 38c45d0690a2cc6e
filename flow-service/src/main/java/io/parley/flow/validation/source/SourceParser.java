package io.parley.flow.validation.source;

import java.util.Arrays;

/**
 * Reads one JSON document in one pass over its text, and records where each value begins and ends. It only decides whether the text
 * is JSON; {@link SyntaxErrors} describes what is wrong with it. A general parser reports where a token begins and not where it
 * ends, and took longer to read a file than all checks after it.
 */
public final class SourceParser {
    /** Maximum nesting of objects and arrays. The deepest valid Flow, three levels of {@code If}, has about 20. */
    public static final int MAX_DEPTH = 100;

    /** Maximum number of values, which bounds the memory. A Flow of 100 screens with 50 components each has about 75,000. */
    public static final int MAX_VALUES = 250_000;

    static final int MAX_NUMBER = 1000;

    private final SourceText source;
    private final String text;
    /** Children of the values that are being read, innermost last. A value's own begin at its mark. */
    private SourceMember[] members = new SourceMember[64];

    private SourceValue[] items = new SourceValue[64];
    private int memberCount;
    private int itemCount;
    private int at;
    private int depth;
    private int values;
    /** Offset of the next control character; before {@link #at} if it is not known. */
    private int control;

    private SourceParser(SourceText source) {
        this.source = source;
        this.text = source.text();
        this.control = source.mayHaveControls() ? -1 : text.length();
    }

    /**
     * Reads a document.
     *
     * @throws SourceSyntaxException if it is not JSON, has more after its end, is nested deeper than {@link #MAX_DEPTH} or
     *     has more than {@link #MAX_VALUES}
     */
    public static SourceValue parse(SourceText source) throws SourceSyntaxException {
        var root = new SourceParser(source).document();
        source.root(root);
        return root;
    }

    private SourceValue document() throws SourceSyntaxException {
        skipSpace();
        if (at == text.length()) {
            throw new SourceSyntaxException("The file is empty", 0);
        }
        var root = value();
        skipSpace();
        if (at < text.length()) {
            throw new SourceSyntaxException("There is more after the end of the JSON document", at);
        }
        return root;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char unit) {
        return unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t';
    }

    /** Returns the next character; NUL, which JSON does not allow between tokens, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private SourceSyntaxException invalid() {
        return SyntaxErrors.explain(text, at);
    }

    private SourceValue value() throws SourceSyntaxException {
        if (++values > MAX_VALUES) {
            throw new SourceSyntaxException("There are more than " + MAX_VALUES + " values", at);
        }
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> scalar(afterString());
            case 't' -> scalar(after("true"));
            case 'f' -> scalar(after("false"));
            case 'n' -> scalar(after("null"));
            default -> scalar(afterNumber());
        };
    }

    private SourceScalar scalar(int end) {
        var scalar = new SourceScalar(source, at, end);
        at = end;
        return scalar;
    }

    private SourceObject object() throws SourceSyntaxException {
        var object = new SourceObject(source, at);
        enter();
        var mark = memberCount;
        skipSpace();
        if (peek() != '}') {
            do {
                member();
            } while (continues('}'));
        }
        leave(object);
        object.complete(mark == memberCount ? SourceObject.NONE : Arrays.copyOfRange(members, mark, memberCount));
        memberCount = mark;
        if (object.repeats()) {
            source.repeats(object);
        }
        return object;
    }

    private void member() throws SourceSyntaxException {
        skipSpace();
        if (peek() != '"') {
            throw invalid();
        }
        var keyStart = at;
        var keyEnd = afterString();
        at = keyEnd;
        skipSpace();
        if (peek() != ':') {
            throw invalid();
        }
        at++;
        skipSpace();
        var member = new SourceMember(source.string(keyStart, keyEnd), keyStart, value());
        if (memberCount == members.length) {
            members = Arrays.copyOf(members, memberCount + (memberCount >> 1));
        }
        members[memberCount++] = member;
    }

    private SourceArray array() throws SourceSyntaxException {
        var array = new SourceArray(source, at);
        enter();
        var mark = itemCount;
        skipSpace();
        if (peek() != ']') {
            do {
                skipSpace();
                item(value());
            } while (continues(']'));
        }
        leave(array);
        array.complete(mark == itemCount ? SourceArray.NONE : Arrays.copyOfRange(items, mark, itemCount));
        itemCount = mark;
        return array;
    }

    private void item(SourceValue value) {
        if (itemCount == items.length) {
            items = Arrays.copyOf(items, itemCount + (itemCount >> 1));
        }
        items[itemCount++] = value;
    }

    /** Reads what follows a member or item. Returns whether there is another one. */
    private boolean continues(char end) throws SourceSyntaxException {
        skipSpace();
        var unit = peek();
        if (unit != ',' && unit != end) {
            throw invalid();
        }
        at += unit == ',' ? 1 : 0;
        return unit == ',';
    }

    private void enter() throws SourceSyntaxException {
        if (++depth > MAX_DEPTH) {
            throw new SourceSyntaxException("Objects and arrays are nested deeper than " + MAX_DEPTH, at);
        }
        at++;
    }

    private void leave(SourceValue value) {
        depth--;
        at++;
        value.endAt(at);
    }

    private int after(String literal) throws SourceSyntaxException {
        var end = at + literal.length();
        if (!text.startsWith(literal, at) || end < text.length() && isPartOfWord(text.charAt(end))) {
            throw invalid();
        }
        return end;
    }

    private static boolean isPartOfWord(char unit) {
        return Character.isJavaIdentifierPart(unit);
    }

    private int afterString() throws SourceSyntaxException {
        var quote = quoteFrom(at + 1);
        for (var escape = text.indexOf('\\', at + 1, quote); escape >= 0; ) {
            var next = afterEscape(escape);
            quote = next > quote ? quoteFrom(next) : quote;
            escape = text.indexOf('\\', next, quote);
        }
        if (hasControl(at, quote)) {
            throw invalid();
        }
        return quote + 1;
    }

    private int quoteFrom(int from) throws SourceSyntaxException {
        var quote = text.indexOf('"', from);
        if (quote < 0) {
            throw invalid();
        }
        return quote;
    }

    /** Whether there is a control character in a part. Remembers the next one, so that all calls together read the text once. */
    private boolean hasControl(int from, int to) {
        if (control < from) {
            control = from;
            while (control < text.length() && text.charAt(control) >= ' ') {
                control++;
            }
        }
        return control < to;
    }

    private int afterEscape(int start) throws SourceSyntaxException {
        var end = start + SourceScalar.unitLength(text, start);
        var unit = start + 1 < text.length() ? text.charAt(start + 1) : 0;
        var valid =
                switch (unit) {
                    case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
                    case 'u' -> end <= text.length() && isHex(start + 2, end);
                    default -> false;
                };
        if (!valid) {
            throw invalid();
        }
        return end;
    }

    private boolean isHex(int from, int to) {
        for (var i = from; i < to; i++) {
            var unit = text.charAt(i);
            if (unit > 'f' || Character.digit(unit, SourceScalar.HEX_RADIX) < 0) {
                return false;
            }
        }
        return true;
    }

    private int afterNumber() throws SourceSyntaxException {
        var end = peek() == '-' ? at + 1 : at;
        var integer = end;
        end = afterDigits(end);
        if (end > integer + 1 && text.charAt(integer) == '0') {
            throw invalid();
        }
        if (end < text.length() && text.charAt(end) == '.') {
            end = afterDigits(end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            var sign = end + 1 < text.length() ? text.charAt(end + 1) : 0;
            end = afterDigits(sign == '+' || sign == '-' ? end + 2 : end + 1);
        }
        if (end - at > MAX_NUMBER) {
            throw invalid();
        }
        return end;
    }

    /** Returns the offset after at least one digit. */
    private int afterDigits(int start) throws SourceSyntaxException {
        var end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == start) {
            throw invalid();
        }
        return end;
    }
}
