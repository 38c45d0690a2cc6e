package io.parley.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Scans a JSON text once and records where values begin and end. The handler of a value may descend into it, extract it
 * or skip it. Members may have any order; unknown members are skipped.
 */
final class Scan {

    /** Each level occupies memory while it is open; a text that is nested more deeply is not scanned. */
    private static final int MAX_DEPTH = 100_000;

    /**
     * Lengths are limited by the size of the webhook only: a number or name beyond the parser's default limit would
     * make the whole webhook unreadable, with all its other items.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] bytes;
    private final int base;
    private final JsonParser parser;

    private Scan(byte[] bytes, int base, JsonParser parser) {
        this.bytes = bytes;
        this.base = base;
        this.parser = parser;
    }

    interface MemberHandler {
        void member(String name) throws IOException;
    }

    interface ElementHandler {
        void element() throws IOException;
    }

    /** Starts a scan of one JSON object; throws IOException for anything else. */
    static Scan object(Slice text) throws IOException {
        var scan = new Scan(text.bytes(), text.from(), JSON.createParser(text.bytes(), text.from(), text.length()));
        if (scan.parser.nextToken() != JsonToken.START_OBJECT
                || scan.parser.currentTokenLocation().getByteOffset() < 0) {
            throw new IOException("not a JSON object in UTF-8");
        }
        return scan;
    }

    /** Whether the bytes are well-formed UTF-8; a scan does not check strings that it skips. */
    static boolean isUtf8(byte[] text) {
        return ByteBufUtil.isText(Unpooled.wrappedBuffer(text), StandardCharsets.UTF_8);
    }

    boolean atObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean atArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean atNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Visits the members of the current object. */
    void members(MemberHandler handler) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            handler.member(name);
            parser.skipChildren();
        }
    }

    /** Visits the elements of the current array. Any other value is visited as the only element. */
    void elements(ElementHandler handler) throws IOException {
        if (!atArray()) {
            handler.element();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            handler.element();
            parser.skipChildren();
        }
    }

    /** Checks that nothing follows the scanned object. */
    void end() throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("more than one JSON text");
        }
    }

    /** The current string; null if the value has another type. */
    @Nullable
    String text() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    /** The current string or integer as text; null if the value has another type. */
    @Nullable
    String scalar() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING || parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? parser.getText()
                : null;
    }

    /** Offset of the current value. */
    int begin() {
        return base + (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The value that begins at the offset and ends at the current position. */
    Slice sliceFrom(int begin) {
        return new Slice(bytes, begin, base + (int) parser.currentLocation().getByteOffset());
    }

    /** The current value. */
    Slice value() throws IOException {
        var begin = begin();
        parser.skipChildren();
        parser.finishToken();
        return sliceFrom(begin);
    }
}
