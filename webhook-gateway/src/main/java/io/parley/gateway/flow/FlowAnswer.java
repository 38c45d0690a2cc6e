package io.parley.gateway.flow;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.ProblemJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * The response to a request of a Flow.
 *
 * @param outcome label in metrics
 */
record FlowAnswer(String outcome, Content content) {

    /** Writes the response. */
    interface Content {
        void send(HttpServerResponse response);
    }

    /** @param text the encrypted content in Base64 */
    static FlowAnswer encrypted(String outcome, String text) {
        return new FlowAnswer(outcome, response -> response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                .end(text));
    }

    /** A response that is not encrypted, as Meta defines for a Flow token that is no longer valid. */
    static FlowAnswer plain(String outcome, int status, String json) {
        return new FlowAnswer(outcome, response -> response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(json));
    }

    /** An error, of which a phone evaluates the status only. */
    static FlowAnswer problem(String outcome, ProblemException problem) {
        return new FlowAnswer(outcome, response -> ProblemJson.send(response, problem));
    }
}
