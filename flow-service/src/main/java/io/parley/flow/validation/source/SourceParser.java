package io.parley.flow.validation.source;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads one JSON document in one pass over its bytes, and records where each value begins and ends. It only decides whether the
 * file is JSON; {@link SyntaxErrors} describes what is wrong with it. A general parser reports where a token begins and not where
 * it ends, and took longer to read a file than all checks after it.
 */
public final class SourceParser {
    /** Maximum nesting of objects and arrays. The deepest valid Flow, three levels of {@code If}, has about 20. */
    public static final int MAX_DEPTH = 100;

    static final int MAX_NUMBER = 1000;

    private final SourceText source;
    private final byte[] file;
    /** Children of the values that are being read, innermost last. A value's own begin at its mark. */
    private SourceMember[] members = new SourceMember[64];

    private SourceValue[] items = new SourceValue[64];
    private int memberCount;
    private int itemCount;
    private int at;
    private int depth;

    private SourceParser(SourceText source) {
        this.source = source;
        this.file = source.file();
    }

    /**
     * Reads a document.
     *
     * @throws SourceSyntaxException if it is not JSON, has more after its end, or is nested deeper than {@link #MAX_DEPTH}
     */
    public static SourceValue parse(SourceText source) throws SourceSyntaxException {
        var root = new SourceParser(source).document();
        source.root(root);
        return root;
    }

    private SourceValue document() throws SourceSyntaxException {
        skipSpace();
        if (at == file.length) {
            throw new SourceSyntaxException("The file is empty", 0);
        }
        var root = value();
        skipSpace();
        if (at < file.length) {
            throw new SourceSyntaxException("There is more after the end of the JSON document", at);
        }
        return root;
    }

    private void skipSpace() {
        at = ByteSearch.afterSpace(file, at);
    }

    /** Returns the byte at an offset; NUL, which JSON does not allow between tokens, at the end. */
    private byte unit(int offset) {
        return offset < file.length ? file[offset] : 0;
    }

    private SourceSyntaxException invalid() {
        return SyntaxErrors.explain(source, at);
    }

    private SourceValue value() throws SourceSyntaxException {
        return switch (unit(at)) {
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
        if (unit(at) != '}') {
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
        if (unit(at) != '"') {
            throw invalid();
        }
        var keyStart = at;
        var keyEnd = afterString();
        at = keyEnd;
        skipSpace();
        if (unit(at) != ':') {
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
        if (unit(at) != ']') {
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
        var unit = unit(at);
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
        for (var i = 0; i < literal.length(); i++) {
            if (unit(at + i) != literal.charAt(i)) {
                throw invalid();
            }
        }
        var end = at + literal.length();
        if (end < file.length && isPartOfWord(file[end])) {
            throw invalid();
        }
        return end;
    }

    private static boolean isPartOfWord(byte unit) {
        return unit < 0 || Character.isJavaIdentifierPart(unit);
    }

    private int afterString() throws SourceSyntaxException {
        var end = ByteSearch.afterPlainText(file, at + 1);
        while (unit(end) == '\\') {
            end = ByteSearch.afterPlainText(file, afterEscape(end));
        }
        if (unit(end) != '"') {
            throw invalid();
        }
        return end + 1;
    }

    private int afterEscape(int start) throws SourceSyntaxException {
        var kind = unit(start + 1);
        var end = start + JsonEscapes.length(kind);
        var valid =
                switch (kind) {
                    case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
                    case 'u' -> end <= file.length && isHex(start + 2, end);
                    default -> false;
                };
        if (!valid) {
            throw invalid();
        }
        return end;
    }

    private boolean isHex(int from, int to) {
        for (var i = from; i < to; i++) {
            if (!HexFormat.isHexDigit(file[i])) {
                return false;
            }
        }
        return true;
    }

    private int afterNumber() throws SourceSyntaxException {
        var end = unit(at) == '-' ? at + 1 : at;
        var integer = end;
        end = afterDigits(end);
        if (end > integer + 1 && file[integer] == '0') {
            throw invalid();
        }
        if (unit(end) == '.') {
            end = afterDigits(end + 1);
        }
        if (unit(end) == 'e' || unit(end) == 'E') {
            var sign = unit(end + 1);
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
        while (unit(end) >= '0' && unit(end) <= '9') {
            end++;
        }
        if (end == start) {
            throw invalid();
        }
        return end;
    }
}
