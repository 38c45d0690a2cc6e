package io.parley.flow.validation.source;

/**
 * A member of an object.
 *
 * @param keyStart offset of the first quote of the key
 * @param keyEnd offset after its last quote
 */
public record SourceMember(String name, int keyStart, int keyEnd, SourceValue value) {

    /** The key with its quotes. */
    public SourceSpan key() {
        return new SourceSpan(keyStart, keyEnd);
    }
}
