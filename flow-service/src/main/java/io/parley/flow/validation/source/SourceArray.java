package io.parley.flow.validation.source;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A JSON array. */
public final class SourceArray extends SourceValue {
    private static final SourceValue[] NONE = {};

    private SourceValue[] items = NONE;

    SourceArray(SourceText source, SourceValue parent, int start) {
        super(source, parent, start);
    }

    void complete(List<SourceValue> read) {
        items = read.isEmpty() ? NONE : read.toArray(NONE);
    }

    @Override
    public String type() {
        return "array";
    }

    @Override
    String segment(SourceValue child) {
        return "[" + Arrays.asList(items).indexOf(child) + "]";
    }

    public List<SourceValue> items() {
        source.count(items.length);
        return Collections.unmodifiableList(Arrays.asList(items));
    }
}
