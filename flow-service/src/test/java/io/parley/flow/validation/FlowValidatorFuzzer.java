package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.parley.flow.validation.source.SourceParser;
import io.parley.flow.validation.source.SourceSyntaxException;
import io.parley.flow.validation.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** What holds for the report of any file; Jazzer makes up the files. */
public final class FlowValidatorFuzzer {
    private static final int MAX_MESSAGE = 2000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final Comparator<FlowValidationError> ORDER = Comparator.comparingInt(FlowValidationError::lineStart)
            .thenComparingInt(FlowValidationError::columnStart)
            .thenComparing(FlowValidationError::error);

    private FlowValidatorFuzzer() {}

    /** The name and parameter are those that Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] file) {
        assertReport(file);
        assertSameAsJackson(new String(file, StandardCharsets.UTF_8));
    }

    private static void assertReport(byte[] file) {
        var errors = FlowValidator.standard().validate(file, true).errors();
        assertTrue(errors.size() <= FlowValidator.MAX_ERRORS, () -> errors.size() + " errors");
        assertEquals(errors.stream().sorted(ORDER).toList(), errors);
        var lines = List.of(new String(file, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1));
        errors.forEach(error -> assertPosition(error, lines));
    }

    private static void assertPosition(FlowValidationError error, List<String> lines) {
        assertTrue(!error.message().isBlank() && error.message().length() < MAX_MESSAGE, error::toString);
        var pointer = error.pointers().getFirst();
        assertTrue(pointer.lineStart() <= pointer.lineEnd(), error::toString);
        assertTrue(
                pointer.lineStart() < pointer.lineEnd() || pointer.columnStart() <= pointer.columnEnd(),
                error::toString);
        assertWithin(pointer.lineStart(), pointer.columnStart(), lines, error);
        assertWithin(pointer.lineEnd(), pointer.columnEnd(), lines, error);
    }

    /** The end of a line is part of it, since a syntax error can be there: at most two characters and the end of the file. */
    private static void assertWithin(int line, int column, List<String> lines, FlowValidationError error) {
        assertTrue(line >= 1 && line <= lines.size(), error::toString);
        assertTrue(column >= 1 && column <= lines.get(line - 1).length() + 2, error::toString);
    }

    /** A text is JSON for the validator if and only if it is JSON for Jackson. */
    private static void assertSameAsJackson(String text) {
        try {
            SourceParser.parse(new SourceText(text));
            assertTrue(isJson(text), "Jackson does not accept it");
        } catch (SourceSyntaxException e) {
            var exceedsLimit =
                    e.getMessage().contains("nested deeper") || e.getMessage().contains("more than");
            assertTrue(exceedsLimit || !isJson(text), e::getMessage);
        }
    }

    private static boolean isJson(String text) {
        try (var json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            json.finishToken();
            return json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
