package io.parley.flow.validation.source;

/**
 * A member of an object.
 *
 * @param keyStart offset of the first quote of the key
 */
public record SourceMember(String name, int keyStart, SourceValue value) {

    /** The key with its quotes. */
    public SourceSpan key() {
        return new SourceSpan(keyStart, SourceScalar.endOfString(value.source.text(), keyStart));
    }
}
