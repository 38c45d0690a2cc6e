package io.parley.flow.api;

import io.parley.model.Violation;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphProblems;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Problems of requests about flows that cannot be made. */
final class FlowProblems {
    private static final Duration SOON = Duration.ofSeconds(1);

    private FlowProblems() {}

    static ProblemException unknown() {
        return Problems.unknown("Flow unknown");
    }

    /** Another request changes the flow, or creates one of the same name. */
    static ProblemException busy() {
        return Problems.unavailable(
                SOON,
                "Another request changes this flow at the moment. Repeat the request after the time in Retry-After.");
    }

    /**
     * Meta did not make a change: 400 if it refused it for what the request or the flow contains.
     *
     * @param field the member of the request, or of the flow, that Meta most probably refused
     */
    static ProblemException of(GraphFailure failure, String field) {
        if (failure.kind() != GraphFailure.Kind.REFUSED) {
            return GraphProblems.of(failure);
        }
        var reason = failure.reason();
        var isEndpoint = reason.toLowerCase(Locale.ROOT).contains("endpoint");
        return Problems.constraintViolation(List.of(new Violation(
                isEndpoint ? "endpointUri" : field,
                "was refused by WhatsApp: " + reason + (reason.endsWith(".") ? "" : "."))));
    }
}
