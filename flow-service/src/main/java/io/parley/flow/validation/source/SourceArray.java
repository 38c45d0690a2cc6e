package io.parley.flow.validation.source;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A JSON array. */
public final class SourceArray extends SourceValue {
    static final SourceValue[] NONE = {};

    private SourceValue[] items = NONE;

    SourceArray(SourceText source, int start) {
        super(source, start, start + 1);
    }

    void complete(SourceValue[] read) {
        items = read;
    }

    @Override
    public String type() {
        return "array";
    }

    @Override
    public int size() {
        return items.length;
    }

    @Override
    SourceValue child(int index) {
        return items[index];
    }

    @Override
    String segment(int index) {
        return "[" + index + "]";
    }

    /** Returns an item by its number from 0. */
    public SourceValue item(int number) {
        source.count(1);
        return items[number];
    }

    public List<SourceValue> items() {
        source.count(items.length);
        return Collections.unmodifiableList(Arrays.asList(items));
    }
}
