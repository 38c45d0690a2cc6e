package io.parley.flow.validation.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one JSON document. Jackson decides what is valid; the tokens' ends, which it does not report, come from the text. */
public final class SourceParser {
    /** Maximum nesting of objects and arrays. The deepest valid Flow, three levels of {@code If}, has about 20. */
    public static final int MAX_DEPTH = 100;

    /** Maximum number of values, which bounds the memory. A Flow of 100 screens with 50 components each has about 75,000. */
    public static final int MAX_VALUES = 250_000;

    private static final int MAX_NUMBER = 1000;
    private static final String UNKNOWN_TOKEN = "Unrecognized token";
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final SourceText source;
    private final String text;
    private final JsonParser json;
    /** Children of the values that are being read, innermost last. A value's own begin at its mark. */
    private final List<SourceMember> members = new ArrayList<>();

    private final List<SourceValue> items = new ArrayList<>();
    private int depth;
    private int values;

    private SourceParser(SourceText source) throws IOException {
        this.source = source;
        this.text = source.text();
        this.json = JSON.createParser(text);
    }

    /**
     * Reads a document.
     *
     * @throws SourceSyntaxException if it is not JSON, has more after its end, is nested deeper than {@link #MAX_DEPTH} or
     *     has more than {@link #MAX_VALUES}
     */
    public static SourceValue parse(SourceText source) throws SourceSyntaxException {
        try {
            return new SourceParser(source).document();
        } catch (JsonProcessingException e) {
            throw new SourceSyntaxException(reason(e), offset(source, e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(JsonProcessingException failure) {
        var text = failure.getOriginalMessage();
        return failure instanceof JsonParseException ? text : "Exceeds a limit: " + text;
    }

    private static int offset(SourceText source, JsonProcessingException failure) {
        var location = failure.getLocation();
        var offset = location == null ? source.length() : location.getCharOffset();
        var within = (int) Math.clamp(offset < 0 ? source.length() : offset, 0, source.length());
        return reason(failure).startsWith(UNKNOWN_TOKEN) ? startOfWord(source.text(), within) : within;
    }

    /** Jackson reports an unknown token at its end. */
    private static int startOfWord(String text, int end) {
        var start = end;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private SourceValue document() throws IOException, SourceSyntaxException {
        if (json.nextToken() == null) {
            throw new SourceSyntaxException("The file is empty", 0);
        }
        var root = value(null);
        if (json.nextToken() != null) {
            throw new SourceSyntaxException("There is more after the end of the JSON document", tokenStart());
        }
        return root;
    }

    private int tokenStart() {
        return (int) json.currentTokenLocation().getCharOffset();
    }

    private SourceValue value(SourceValue parent) throws IOException, SourceSyntaxException {
        var start = tokenStart();
        if (++values > MAX_VALUES) {
            throw new SourceSyntaxException("There are more than " + MAX_VALUES + " values", start);
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> object(new SourceObject(source, parent, start));
            case START_ARRAY -> array(new SourceArray(source, parent, start));
            case VALUE_STRING -> {
                json.finishToken();
                yield new SourceScalar(source, parent, start, endOfString(start));
            }
            default -> new SourceScalar(source, parent, start, start + json.getTextLength());
        };
    }

    private SourceObject object(SourceObject object) throws IOException, SourceSyntaxException {
        enter(object);
        var mark = members.size();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var keyStart = tokenStart();
            var keyEnd = endOfString(keyStart);
            json.nextToken();
            members.add(new SourceMember(name, keyStart, keyEnd, value(object)));
        }
        var own = members.subList(mark, members.size());
        object.complete(own);
        own.clear();
        leave(object);
        return object;
    }

    private SourceArray array(SourceArray array) throws IOException, SourceSyntaxException {
        enter(array);
        var mark = items.size();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(array));
        }
        var own = items.subList(mark, items.size());
        array.complete(own);
        own.clear();
        leave(array);
        return array;
    }

    private void enter(SourceValue value) throws SourceSyntaxException {
        if (++depth > MAX_DEPTH) {
            throw new SourceSyntaxException("Objects and arrays are nested deeper than " + MAX_DEPTH, value.start());
        }
    }

    private void leave(SourceValue value) {
        depth--;
        value.endAt(tokenStart() + 1);
    }

    /** Returns the offset after the quote that ends the string. The text was read, so the quote exists. */
    private int endOfString(int start) {
        var end = start + 1;
        while (text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }
}
