package io.parley.flow.validation.source;

import java.util.ArrayDeque;
import java.util.Optional;

/** A JSON value with its position. */
public abstract sealed class SourceValue permits SourceObject, SourceArray, SourceScalar {
    final SourceText source;
    private final SourceValue parent;
    private final int start;
    private int end;

    SourceValue(SourceText source, SourceValue parent, int start) {
        this.source = source;
        this.parent = parent;
        this.start = start;
        this.end = start + 1;
    }

    void endAt(int offset) {
        end = offset;
    }

    /** Returns the JSON type: object, array, string, number, boolean or null. */
    public abstract String type();

    /** Returns a segment of a path: {@code .name} or {@code [index]}. */
    abstract String segment(SourceValue child);

    public final int start() {
        return start;
    }

    /** The whole value with its quotes or brackets. */
    public final SourceSpan span() {
        return new SourceSpan(start, end);
    }

    /** What marks the value in a message: a scalar itself, or the first bracket of another value. */
    public final SourceSpan token() {
        return this instanceof SourceScalar ? span() : new SourceSpan(start, start + 1);
    }

    public final Optional<SourceValue> parent() {
        return Optional.ofNullable(parent);
    }

    /** Returns the path from the root as Meta writes it, such as {@code screens[0].layout}; empty for the root. */
    public final String path() {
        var segments = new ArrayDeque<String>();
        for (var value = this; value.parent != null; value = value.parent) {
            segments.push(value.parent.segment(value));
        }
        var path = String.join("", segments);
        return path.startsWith(".") ? path.substring(1) : path;
    }

    public final boolean isString() {
        return this instanceof SourceScalar scalar && scalar.isText();
    }

    /** Returns the text of a string; null for another value. */
    public final String textOrNull() {
        return this instanceof SourceScalar scalar && scalar.isText() ? scalar.text() : null;
    }

    /** Whether this is the literal {@code true}. */
    public final boolean isTrue() {
        return this instanceof SourceScalar scalar && scalar.literal().equals("true");
    }
}
