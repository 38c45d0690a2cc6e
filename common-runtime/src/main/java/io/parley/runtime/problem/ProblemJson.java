package io.parley.runtime.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Sends a problem as a response of JAX-RS or Vert.x. */
public final class ProblemJson {
    public static final String MEDIA_TYPE = ProblemBody.MEDIA_TYPE;

    private static final MediaType TYPE = new MediaType("application", "problem+json");

    private ProblemJson() {}

    /** Creates the response of a resource or filter. */
    public static Response response(ProblemException problem) {
        var response =
                Response.status(problem.problem().status()).type(TYPE).entity(ProblemBody.bytes(problem.problem()));
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** Sends the response of a route below the resources. */
    public static void send(HttpServerResponse response, ProblemException problem) {
        response.setStatusCode(problem.problem().status()).putHeader("Content-Type", MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(ProblemBody.bytes(problem.problem())));
    }
}
