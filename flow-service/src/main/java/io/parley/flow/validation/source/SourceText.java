package io.parley.flow.validation.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file. It stays encoded, since most of it is read once: a text is decoded when a check needs it. Offsets are those
 * of bytes.
 */
public final class SourceText {
    private static final int CHUNK = 8192;

    private final byte[] file;
    private final LineTable lines;
    private final ShortTexts texts;
    /** Objects in which a name exists twice. */
    private final List<SourceObject> repeating = new ArrayList<>();

    private long reads;
    private @Nullable SourceValue root;

    /** The file must not change while this object is used. */
    public SourceText(byte[] file) {
        this.file = file;
        this.lines = new LineTable(file);
        this.texts = new ShortTexts(file);
    }

    public SourceText(String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the offset of the first bytes that are not UTF-8. */
    public OptionalInt malformedAt() {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.wrap(file);
        var chunk = CharBuffer.allocate(CHUNK);
        CoderResult result;
        do {
            result = decoder.decode(bytes, chunk.clear(), true);
        } while (result.isOverflow());
        return result.isError() ? OptionalInt.of(bytes.position()) : OptionalInt.empty();
    }

    byte[] file() {
        return file;
    }

    byte at(int offset) {
        return file[offset];
    }

    /** Decodes the file. */
    String decode() {
        return new String(file, StandardCharsets.UTF_8);
    }

    /** Returns the text that is written, with its quotes, between two offsets. */
    String string(int start, int end) {
        return texts.text(start + 1, end - 1);
    }

    /** Returns the characters of ASCII between two offsets. */
    String literal(int start, int end) {
        return new String(file, start, end - start, StandardCharsets.US_ASCII);
    }

    void repeats(SourceObject object) {
        repeating.add(object);
    }

    /** Returns the objects in which a name exists twice, after the document was parsed. */
    public List<SourceObject> repeatingObjects() {
        return Collections.unmodifiableList(repeating);
    }

    /** The value that the document consists of, after it was parsed. */
    SourceValue root() {
        return Objects.requireNonNull(root, "the document is not parsed");
    }

    void root(SourceValue value) {
        root = value;
    }

    public boolean startsWithByteOrderMark() {
        return file.length > 2 && file[0] == (byte) 0xEF && file[1] == (byte) 0xBB && file[2] == (byte) 0xBF;
    }

    /** Counts values and bytes that a check reads. */
    void count(int read) {
        reads += read;
    }

    /**
     * The number of values and bytes that were read from the tree so far. It measures the cost of a validation without a clock.
     */
    public long reads() {
        return reads;
    }

    /** Returns the position of an offset; of the end, if the offset is greater. */
    public SourcePosition position(int offset) {
        return lines.position(Math.clamp(offset, 0, file.length));
    }

    /** Returns the position of the last UTF-16 unit of a span. */
    public SourcePosition lastPosition(SourceSpan span) {
        return span.end() <= span.start() ? position(span.start()) : lines.lastPosition(span.end());
    }
}
