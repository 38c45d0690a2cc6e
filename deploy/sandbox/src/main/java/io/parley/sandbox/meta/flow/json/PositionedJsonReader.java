package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;

/** Reads a JSON document with the positions of its keys and values. */
final class PositionedJsonReader {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_TOKENS = 300_000;
    private static final String ENDS = ",]}: \t\r\n";
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final char[] text;
    private final int[] lineStarts;
    private final JsonParser parser;
    private final PositionedJson json = new PositionedJson();
    private int tokens;

    /** The text is not JSON. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient TextSpan span;

        SyntaxException(TextSpan span, String message) {
            super(message, null, false, false);
            this.span = span;
        }

        TextSpan span() {
            return span;
        }
    }

    private PositionedJsonReader(char[] text) throws IOException {
        this.text = text;
        lineStarts = lineStarts(text);
        parser = FACTORY.createParser(text);
    }

    static PositionedJson read(byte[] bytes) throws SyntaxException {
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var reader = new PositionedJsonReader(Arrays.copyOf(decoded.array(), decoded.limit()));
            return reader.read();
        } catch (CharacterCodingException e) {
            throw new SyntaxException(TextSpan.START, "The file is not valid UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PositionedJson read() throws SyntaxException, IOException {
        try {
            parser.nextToken();
            json.root(value(""));
            if (parser.nextToken() != null) {
                throw syntax("Only one JSON value is allowed.");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw syntax("Invalid JSON: " + e.getOriginalMessage());
        }
    }

    private SyntaxException syntax(String message) {
        var offset = (int) Math.clamp(parser.currentLocation().getCharOffset(), 0, Math.max(0, text.length - 1));
        return new SyntaxException(span(offset, offset), message);
    }

    private JsonNode value(String path) throws IOException, SyntaxException {
        if (parser.currentToken() == null) {
            throw syntax("The file is empty.");
        }
        if (++tokens > MAX_TOKENS) {
            throw syntax("The file has more than " + MAX_TOKENS + " values.");
        }
        var start = (int) parser.currentTokenLocation().getCharOffset();
        json.value(path, span(start, end(start)));
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            default -> Json.MAPPER.readTree(parser);
        };
    }

    private ObjectNode object(String path) throws IOException, SyntaxException {
        var object = Json.MAPPER.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var member = PositionedJson.member(path, name);
            var start = (int) parser.currentTokenLocation().getCharOffset();
            json.key(member, span(start, end(start)), object.has(name));
            parser.nextToken();
            object.set(name, value(member));
        }
        return object;
    }

    private ArrayNode array(String path) throws IOException, SyntaxException {
        var array = Json.MAPPER.createArrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(PositionedJson.item(path, array.size())));
        }
        return array;
    }

    /** Returns the last character of the token that begins here; of an object or array, its first one. */
    private int end(int start) {
        var first = text[start];
        if (first == '{' || first == '[') {
            return start;
        }
        var at = start + 1;
        if (first == '"') {
            while (at < text.length - 1 && text[at] != '"') {
                at += text[at] == '\\' ? 2 : 1;
            }
            return Math.min(at, text.length - 1);
        }
        while (at < text.length && ENDS.indexOf(text[at]) < 0) {
            at++;
        }
        return at - 1;
    }

    private TextSpan span(int from, int to) {
        var first = line(from);
        var last = line(to);
        return new TextSpan(first + 1, from - lineStarts[first] + 1, last + 1, to - lineStarts[last] + 1);
    }

    private int line(int offset) {
        var found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private static int[] lineStarts(char[] text) {
        var starts = new TreeMap<Integer, Boolean>();
        starts.put(0, true);
        for (var i = 0; i < text.length; i++) {
            if (text[i] == '\n' || text[i] == '\r' && (i + 1 == text.length || text[i + 1] != '\n')) {
                starts.put(i + 1, true);
            }
        }
        return starts.keySet().stream().mapToInt(Integer::intValue).toArray();
    }
}
