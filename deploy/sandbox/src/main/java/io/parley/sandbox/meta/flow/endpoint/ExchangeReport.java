package io.parley.sandbox.meta.flow.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;

/**
 * What came of a call of the endpoint.
 *
 * @param status HTTP status of the last response; 0 without a response
 * @param answer the decrypted response; null if there is none
 * @param errorMessage error_msg of HTTP 427; null for none
 * @param keyRefreshed whether the phone has fetched the public key again and repeated the call
 */
public record ExchangeReport(
        ExchangeOutcome outcome, int status, JsonNode answer, String errorMessage, boolean keyRefreshed) {

    /** The outcomes, with what the phone does. */
    public enum ExchangeOutcome {
        /** HTTP 200 and a response that the phone can decrypt. */
        ANSWERED("The phone reads the response."),
        /** HTTP 200 and a response that the phone cannot decrypt, or that is not a JSON object. */
        UNREADABLE("The phone shows a general error; the person can try again."),
        /** HTTP 421, also after the public key was fetched again. */
        KEY_REJECTED("The phone has fetched the public key again in vain and shows a general error."),
        /** HTTP 427: the token of the Flow is no longer valid. */
        TOKEN_ENDED("The phone closes the Flow, shows error_msg, and disables the button of the message."),
        /** HTTP 432: the endpoint does not accept the signature of the request. */
        SIGNATURE_REJECTED("The phone shows a general error."),
        /** Any other HTTP status. */
        FAILED("The phone shows a general error; Meta counts an endpoint error."),
        /** No response in time. */
        TIMED_OUT("The phone shows a general error; Meta counts a timeout."),
        /** No connection. */
        UNREACHABLE("The phone shows a general error; Meta counts the endpoint as unavailable.");

        private final String effect;

        ExchangeOutcome(String effect) {
            this.effect = effect;
        }
    }

    static ExchangeReport of(ExchangeOutcome outcome, int status) {
        return new ExchangeReport(outcome, status, null, null, false);
    }

    ExchangeReport afterRefresh() {
        return new ExchangeReport(outcome, status, answer, errorMessage, true);
    }

    public boolean isAnswered() {
        return outcome == ExchangeOutcome.ANSWERED;
    }

    /** Returns the report for the control API. */
    public ObjectNode json() {
        var json = Json.MAPPER
                .createObjectNode()
                .put("outcome", outcome.name())
                .put("effect", outcome.effect)
                .put("status", status)
                .put("keyRefreshed", keyRefreshed);
        if (answer != null) {
            json.set("answer", answer);
        }
        if (errorMessage != null) {
            json.put("errorMessage", errorMessage);
        }
        return json;
    }
}
