package io.parley.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Walks once over a JSON text and notes where values begin and end. A value's handler may walk into it, cut it out or
 * leave it alone. Members in any order; unknown ones are passed by.
 */
final class Scan {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
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

    /** Walks over the members of a text that is one JSON object; anything else is an IOException. */
    static Scan object(Slice text) throws IOException {
        var scan = new Scan(text.bytes(), text.from(), JSON.createParser(text.bytes(), text.from(), text.length()));
        if (scan.parser.nextToken() != JsonToken.START_OBJECT
                || scan.parser.currentTokenLocation().getByteOffset() < 0) {
            throw new IOException("not a JSON object in UTF-8");
        }
        return scan;
    }

    /** Whether the bytes are well-formed UTF-8; a scan itself does not look into strings that it passes by. */
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

    /** The members of the object at hand. */
    void members(MemberHandler handler) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            handler.member(name);
            parser.skipChildren();
        }
    }

    /** The elements of the array at hand. */
    void elements(ElementHandler handler) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            handler.element();
            parser.skipChildren();
        }
    }

    /** Nothing may follow the object that was scanned. */
    void end() throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("more than one JSON text");
        }
    }

    /** The string at hand; null if it is something else. */
    String text() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    /** The string or number at hand as text; null if it is something else. */
    String scalar() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING || parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? parser.getText()
                : null;
    }

    /** Where the value at hand begins. */
    int begin() {
        return base + (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The value from there to here, for values that were walked into. */
    Slice since(int begin) {
        return new Slice(bytes, begin, base + (int) parser.currentLocation().getByteOffset());
    }

    /** The value at hand. */
    Slice value() throws IOException {
        var begin = begin();
        parser.skipChildren();
        parser.finishToken();
        return since(begin);
    }
}
