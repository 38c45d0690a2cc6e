package io.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;

/** Expected provider requests by the providers' documents, from the test resources. */
final class Documented {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Documented() {}

    static JsonNode file(String name) throws IOException {
        try (var in = Documented.class.getResourceAsStream("/" + name)) {
            return JSON.readTree(in);
        }
    }

    /** Returns the elements of a file, named by their member {@code content}. */
    static Stream<Named<JsonNode>> list(String name) throws IOException {
        return StreamSupport.stream(file(name).spliterator(), false)
                .map(one -> Named.of(one.path("content").asText(), one));
    }

    /** Replaces {@code ${to}} and {@code ${messageId}}. */
    static JsonNode with(JsonNode pattern, String to, String messageId) throws IOException {
        return JSON.readTree(pattern.toString().replace("${to}", to).replace("${messageId}", messageId));
    }
}
