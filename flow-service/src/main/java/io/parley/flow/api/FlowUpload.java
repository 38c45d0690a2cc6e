package io.parley.flow.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.parley.flow.validation.FlowValidator;
import io.parley.flow.validation.source.SourceParser;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an upload: Flow JSON itself, recognized by {@code screens}, or an object whose {@code file} contains
 * it as text. A body that is not JSON is refused; what is wrong within Flow JSON is the validator's to report.
 */
final class FlowUpload {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(SourceParser.MAX_DEPTH)
                    .maxStringLength(FlowValidator.MAX_SIZE)
                    .maxNameLength(FlowValidator.MAX_SIZE)
                    .build())
            .build();
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private boolean hasScreens;
    private @Nullable String file;

    private FlowUpload() {}

    /** Returns the bytes of the Flow JSON as they were sent, or fails with a problem. */
    static byte[] file(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw Problems.notParseable("The body is missing.");
        }
        var upload = new FlowUpload();
        upload.read(decode(body));
        if (upload.hasScreens) {
            return body;
        }
        if (upload.file == null) {
            throw Problems.violation(
                    "screens",
                    "is missing: send the Flow JSON itself, or an object with it as a text in the member file");
        }
        return upload.file.getBytes(StandardCharsets.UTF_8);
    }

    private static String decode(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (text.charAt(0) == BYTE_ORDER_MARK) {
                throw Problems.notParseable("The body must not begin with a byte order mark.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw Problems.notParseable("The body is not valid UTF-8.");
        }
    }

    private void read(String text) {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problems.notParseable("The body must be an object.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                member(parser.currentName(), parser);
            }
            if (parser.nextToken() != null) {
                throw Problems.notParseable("The body has text after the object.");
            }
        } catch (JsonProcessingException e) {
            throw problem(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void member(String name, JsonParser parser) throws IOException {
        var value = parser.nextToken();
        if (name.equals("screens")) {
            hasScreens = true;
        }
        if (name.equals("file") && value == JsonToken.VALUE_STRING) {
            file = parser.getText();
        }
        parser.skipChildren();
    }

    private static ProblemException problem(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return Problems.notParseable("The body is nested too deep, or a number in it has too many digits.");
        }
        var at = failure.getLocation();
        return Problems.notParseable("The body is not valid JSON"
                + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()) + ".");
    }
}
