package io.parley.runtime.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Parses bytes to a tree and checks encoding, syntax and sizes. Error details give a position in the body and never
 * quote it.
 */
final class JsonText {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_STRING_LENGTH = 500_000;
    private static final int MAX_NAME_LENGTH = 1_000;
    private static final int MAX_TOKENS = 25_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ObjectReader reader = JsonMapper.builder(factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    JsonNode parse(byte[] body) {
        try {
            var tree = reader.readTree(decode(body));
            if (tree.isMissingNode()) {
                throw Problems.notParseable("The body is missing.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw problem(e);
        }
    }

    private static String decode(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                throw Problems.notParseable("The body must not begin with a byte order mark.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw Problems.notParseable("The body is not valid UTF-8.");
        }
    }

    private static ProblemException problem(JsonProcessingException failure) {
        return switch (failure) {
            case StreamConstraintsException tooMuch -> Problems.notParseable(limits());
            case JsonEOFException eof -> Problems.notParseable("The body ends too early" + position(eof) + ".");
            case JsonProcessingException other
            when isDuplicate(other) ->
                Problems.notParseable("An object has the same member twice" + position(other) + ".");
            default -> Problems.notParseable("The body is not valid JSON" + position(failure) + ".");
        };
    }

    private static boolean isDuplicate(JsonProcessingException failure) {
        return failure.getOriginalMessage() != null
                && failure.getOriginalMessage().startsWith("Duplicate ");
    }

    private static String position(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String limits() {
        return "The body is too large in one respect: at most %d levels, %d digits a number, %d characters a text, "
                        .formatted(MAX_DEPTH, MAX_NUMBER_LENGTH, MAX_STRING_LENGTH)
                + "%d characters a name and %d values and names in all.".formatted(MAX_NAME_LENGTH, MAX_TOKENS);
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxStringLength(MAX_STRING_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                .build();
    }
}
