package io.parley.sandbox.meta.flow.json;

/** A part of a text. Lines and columns count from 1, the end is inclusive. */
record TextSpan(int lineStart, int columnStart, int lineEnd, int columnEnd) {
    static final TextSpan START = new TextSpan(1, 1, 1, 1);
}
