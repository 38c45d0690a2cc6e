package io.parley.runtime.json;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the content type of a JSON body: {@code application/json}, in UTF-8 if it names a charset. */
final class JsonContentType {
    private JsonContentType() {}

    /** @param given the values of the header; empty or null if it was not sent */
    static void check(@Nullable List<String> given) {
        if (given == null || given.size() != 1 || !isJson(given.getFirst())) {
            throw unsupported();
        }
    }

    private static ProblemException unsupported() {
        return Problems.unsupportedMediaType(Problems.SEND_JSON);
    }

    private static boolean isJson(String header) {
        var type = parsed(header);
        var charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        return "application".equalsIgnoreCase(type.getType())
                && "json".equalsIgnoreCase(type.getSubtype())
                && (charset == null || "utf-8".equalsIgnoreCase(charset));
    }

    private static MediaType parsed(String header) {
        try {
            return MediaType.valueOf(header);
        } catch (IllegalArgumentException noMediaType) {
            throw unsupported();
        }
    }
}
