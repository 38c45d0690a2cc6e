package io.parley.flow.validation.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Describes what is wrong with a file that is not JSON, in the words of Jackson. */
final class SyntaxErrors {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(SourceParser.MAX_NUMBER)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private SyntaxErrors() {}

    /**
     * Returns the first error of a file.
     *
     * @param offset where it stops being JSON
     */
    static SourceSyntaxException explain(SourceText source, int offset) {
        var text = source.decode();
        try (var json = JSON.createParser(text)) {
            while (json.nextToken() != null) {
                json.finishToken();
            }
            return new SourceSyntaxException("The text is not JSON from here on", offset);
        } catch (JsonProcessingException e) {
            return new SourceSyntaxException(reason(e), offset(text, e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(JsonProcessingException failure) {
        var text = failure.getOriginalMessage();
        return failure instanceof JsonParseException ? text : "Exceeds a limit: " + text;
    }

    private static int offset(String text, JsonProcessingException failure) {
        var location = failure.getLocation();
        var offset = location == null ? text.length() : location.getCharOffset();
        return Utf8Lengths.length(text, (int) Math.clamp(offset < 0 ? text.length() : offset, 0, text.length()));
    }
}
