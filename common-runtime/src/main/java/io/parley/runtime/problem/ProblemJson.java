package io.parley.runtime.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.model.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A problem as an answer: the same bytes whether a resource, a filter or the server below them says it. */
public final class ProblemJson {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final MediaType TYPE = new MediaType("application", "problem+json");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ProblemJson() {}

    /** The answer of a resource or filter. */
    public static Response response(ProblemException problem) {
        var response = Response.status(problem.problem().status()).type(TYPE).entity(bytes(problem.problem()));
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** The answer of a route below the resources. */
    public static void send(HttpServerResponse response, ProblemException problem) {
        response.setStatusCode(problem.problem().status()).putHeader("Content-Type", MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(bytes(problem.problem())));
    }

    static byte[] bytes(Problem problem) {
        try {
            return MAPPER.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}
