package io.parley.runtime.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.model.Problem;

/**
 * Encodes a problem as bytes: the same for resources, filters, the server below them and the ingress of the local run.
 */
public final class ProblemBody {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ProblemBody() {}

    public static byte[] bytes(Problem problem) {
        try {
            return MAPPER.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be serialized", e);
        }
    }
}
