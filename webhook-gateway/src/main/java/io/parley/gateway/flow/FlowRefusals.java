package io.parley.gateway.flow;

import io.parley.runtime.problem.Problems;
import java.time.Duration;

/**
 * Responses that are errors. The statuses 421, 427 and 432 are Meta's: 421 makes the phone load the number's public key
 * again and repeat the request, 427 ends the Flow. Any other error shows the person a general text and counts as a
 * failure of the endpoint.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/flows/reference/error-codes">Meta: error codes of
 *     Flows</a>
 */
final class FlowRefusals {
    static final int UNDECRYPTABLE = 421;
    static final int EXPIRED_TOKEN = 427;
    static final int BAD_SIGNATURE = 432;

    private static final Duration SOON = Duration.ofSeconds(1);

    private FlowRefusals() {}

    static FlowAnswer badSignature() {
        return FlowAnswer.problem(
                "bad_signature",
                Problems.ofStatus(
                        BAD_SIGNATURE, "X-Hub-Signature-256 does not match the body and the configured app secrets."));
    }

    static FlowAnswer badTokenSignature() {
        return FlowAnswer.problem(
                "bad_token_signature",
                Problems.ofStatus(
                        BAD_SIGNATURE,
                        "flow_token_signature does not match the configured app secrets and flow_token."));
    }

    static FlowAnswer unknownFlow() {
        return FlowAnswer.problem("unknown_flow", Problems.notFound());
    }

    static FlowAnswer undecryptable() {
        return FlowAnswer.problem(
                "undecryptable",
                Problems.ofStatus(UNDECRYPTABLE, "The request was not encrypted for a key of this Flow's numbers."));
    }

    /**
     * The account of the Flow was deactivated. The phone shows a text of its own in the person's language. Any other status
     * would be a failure of the endpoint, for which Meta warns about the Flow and then throttles it.
     */
    static FlowAnswer inactiveAccount() {
        return FlowAnswer.plain("inactive_account", EXPIRED_TOKEN, "{}");
    }

    static FlowAnswer unreadable() {
        return FlowAnswer.problem("unreadable", Problems.badRequest("The decrypted content is not a JSON object."));
    }

    static FlowAnswer tooLarge(int max) {
        return FlowAnswer.problem(
                "too_large", Problems.payloadTooLarge("A request of a Flow may have at most " + max + " bytes."));
    }

    static FlowAnswer busy() {
        return FlowAnswer.problem(
                "busy",
                Problems.unavailable(
                        SOON, "Too many requests of this Flow are in progress. Repeat it after a second."));
    }

    static FlowAnswer starting() {
        return FlowAnswer.problem("starting", Problems.unavailable(SOON));
    }

    static FlowAnswer keyUnusable() {
        return FlowAnswer.problem(
                "key_unusable",
                Problems.unavailable(
                        SOON,
                        "The key of this Flow's number cannot be used here; the operator finds the"
                                + " cause in the log of webhook-gateway."));
    }

    static FlowAnswer failed() {
        return FlowAnswer.problem("failed", Problems.internal());
    }

    /** @param status 502 or 504 */
    static FlowAnswer endpoint(String outcome, int status, String detail) {
        return FlowAnswer.problem(outcome, Problems.ofStatus(status, detail));
    }
}
