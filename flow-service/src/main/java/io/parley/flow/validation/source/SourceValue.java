package io.parley.flow.validation.source;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value with its position. A file can have a value for every two of its bytes, so a value stores neither its parent nor
 * its path: both are found from the root when an error needs them.
 */
public abstract sealed class SourceValue permits SourceObject, SourceArray, SourceScalar {
    final SourceText source;
    private final int start;
    private int end;

    SourceValue(SourceText source, int start, int end) {
        this.source = source;
        this.start = start;
        this.end = end;
    }

    void endAt(int offset) {
        end = offset;
    }

    /** Returns the JSON type: object, array, string, number, boolean or null. */
    public abstract String type();

    /** Returns the number of children. */
    abstract int size();

    abstract SourceValue child(int index);

    /** Returns the segment of a path that leads to a child: {@code .name} or {@code [index]}. */
    abstract String segment(int index);

    public final int start() {
        return start;
    }

    public final int end() {
        return end;
    }

    /** The whole value with its quotes or brackets. */
    public final SourceSpan span() {
        return new SourceSpan(start, end);
    }

    /** What marks the value in a message: a scalar itself, or the first bracket of another value. */
    public final SourceSpan token() {
        return this instanceof SourceScalar ? span() : new SourceSpan(start, start + 1);
    }

    /** Returns the path from the root as Meta writes it, such as {@code screens[0].layout}; empty for the root. */
    public final String path() {
        var path = new StringBuilder();
        for (var value = source.root(); value != this; ) {
            var index = value.childAt(start).orElseThrow();
            path.append(value.segment(index));
            value = value.child(index);
        }
        return path.isEmpty() || path.charAt(0) != '.' ? path.toString() : path.substring(1);
    }

    /** Returns the index of the child that contains an offset. Children are in the order of their offsets. */
    private OptionalInt childAt(int offset) {
        var low = 0;
        var high = size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (child(middle).end <= offset) {
                low = middle + 1;
            } else if (child(middle).start > offset) {
                high = middle - 1;
            } else {
                return OptionalInt.of(middle);
            }
        }
        return OptionalInt.empty();
    }

    public final boolean isString() {
        return this instanceof SourceScalar scalar && scalar.isText();
    }

    /** Returns the text of a string; null for another value. */
    public final @Nullable String textOrNull() {
        return this instanceof SourceScalar scalar && scalar.isText() ? scalar.text() : null;
    }

    /** Whether this is the literal {@code true}. */
    public final boolean isTrue() {
        return this instanceof SourceScalar && source.at(start) == 't';
    }
}
