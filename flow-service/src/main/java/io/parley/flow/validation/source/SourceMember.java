package io.parley.flow.validation.source;

/**
 * A member of an object.
 *
 * @param keyStart offset of the first quote of the key
 */
public record SourceMember(String name, int keyStart, SourceValue value) {

    /** The key with its quotes. */
    public SourceSpan key() {
        var file = value.source.file();
        var end = ByteSearch.afterPlainText(file, keyStart + 1);
        while (file[end] == '\\') {
            end = ByteSearch.afterPlainText(file, end + JsonEscapes.length(file[end + 1]));
        }
        return new SourceSpan(keyStart, end + 1);
    }
}
