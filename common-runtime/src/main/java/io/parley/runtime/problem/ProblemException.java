package io.parley.runtime.problem;

import io.parley.model.Problem;
import java.util.Map;

/** Ends a request with a problem. Created by {@link Problems}; has no stack trace, since it is an expected response. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** @param headers further headers of the response, for example {@code Retry-After} or {@code Allow} */
    public ProblemException(Problem problem, Map<String, String> headers) {
        super(message(problem), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }

    private static String message(Problem problem) {
        return problem.detail() == null ? problem.title() : problem.title() + ": " + problem.detail();
    }
}
