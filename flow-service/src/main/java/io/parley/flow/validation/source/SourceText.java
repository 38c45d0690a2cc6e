package io.parley.flow.validation.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** The text of a file, with its lines. */
public final class SourceText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    /** Where the lines begin in the part that was searched for them. */
    private int[] lineStarts = new int[16];

    private int lines = 1;
    private int searched;
    private final ShortTexts texts = new ShortTexts();
    /** Objects in which a name exists twice. */
    private final List<SourceObject> repeating = new ArrayList<>();

    private long reads;
    private SourceValue root;

    /** Whether there may be control characters, in strings or between tokens. */
    private final boolean mayHaveControls;

    public SourceText(String text) {
        this(text, true);
    }

    private SourceText(String text, boolean mayHaveControls) {
        this.text = text;
        this.mayHaveControls = mayHaveControls;
    }

    /** Decodes UTF-8. What is not UTF-8 becomes the replacement character; {@link #malformedAt} finds it. */
    public static SourceText decode(byte[] file) {
        return new SourceText(new String(file, StandardCharsets.UTF_8), ControlCharacters.isIn(file));
    }

    /**
     * Returns the offset of the first bytes that are not UTF-8.
     *
     * @param file the bytes that this text was decoded from
     */
    public OptionalInt malformedAt(byte[] file) {
        if (text.indexOf(REPLACEMENT) < 0) {
            return OptionalInt.empty();
        }
        var valid = CharBuffer.allocate(file.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file), valid, true);
        return result.isError() ? OptionalInt.of(valid.position()) : OptionalInt.empty();
    }

    String text() {
        return text;
    }

    boolean mayHaveControls() {
        return mayHaveControls;
    }

    /** Returns the text that is written, with its quotes, between two offsets. */
    String string(int start, int end) {
        var escape = text.indexOf('\\', start, end);
        return escape < 0 ? texts.part(text, start + 1, end - 1) : SourceScalar.unescape(text, start + 1, end - 1);
    }

    void repeats(SourceObject object) {
        repeating.add(object);
    }

    /** Returns the objects in which a name exists twice, after the document was parsed. */
    public List<SourceObject> repeatingObjects() {
        return Collections.unmodifiableList(repeating);
    }

    /** The value that the document consists of; null before it is parsed. */
    SourceValue root() {
        return root;
    }

    void root(SourceValue value) {
        root = value;
    }

    public int length() {
        return text.length();
    }

    public boolean startsWithByteOrderMark() {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    }

    /** Counts values and characters that a check reads. */
    void count(int read) {
        reads += read;
    }

    /**
     * The number of values and characters that were read from the tree so far. It measures the cost of a validation
     * without a clock.
     */
    public long reads() {
        return reads;
    }

    /** Returns the position of an offset; of the end, if the offset is greater. */
    public SourcePosition position(int offset) {
        var within = Math.clamp(offset, 0, text.length());
        findLines(within);
        var found = Arrays.binarySearch(lineStarts, 0, lines, within);
        var line = found >= 0 ? found : -found - 2;
        return new SourcePosition(line + 1, within - lineStarts[line] + 1);
    }

    private void findLines(int to) {
        while (searched < to) {
            var feed = text.indexOf('\n', searched, to);
            findReturns(feed < 0 ? to : feed);
            if (feed >= 0) {
                addLine(feed + 1);
            }
            searched = feed < 0 ? to : feed + 1;
        }
    }

    /** Finds line ends that are a carriage return alone, in a part without line feeds. */
    private void findReturns(int to) {
        for (var at = text.indexOf('\r', searched, to); at >= 0; at = text.indexOf('\r', at + 1, to)) {
            if (at + 1 == text.length() || text.charAt(at + 1) != '\n') {
                addLine(at + 1);
            }
        }
    }

    private void addLine(int start) {
        if (lines == lineStarts.length) {
            lineStarts = Arrays.copyOf(lineStarts, lines + (lines >> 1));
        }
        lineStarts[lines++] = start;
    }
}
