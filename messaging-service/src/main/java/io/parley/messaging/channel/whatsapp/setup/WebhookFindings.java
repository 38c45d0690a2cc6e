package io.parley.messaging.channel.whatsapp.setup;

import io.parley.messaging.channel.whatsapp.setup.WebhookHandshake.Answer;
import io.parley.runtime.egress.EgressRefused;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.setup.SetupFinding;
import java.net.URI;

/** Evaluates the answer to Meta's handshake. */
final class WebhookFindings {
    private static final String SUBJECT = "webhook";
    private static final String SETTING = "parley.webhooks.meta.verify-token";

    /** In the problem of webhook-gateway about a verify token that it does not accept. */
    private static final String GATEWAYS_WORD = "hub.verify_token";

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final URI url;

    WebhookFindings(URI url) {
        this.url = url;
    }

    static SetupFinding withoutPublicUrl() {
        return SetupFinding.warning(
                SUBJECT,
                "not checked, since the public URL is not known",
                "Set parley.api.public-url to the scheme, host and port under which Meta reaches the gateway.");
    }

    /** @param challenge what an endpoint with this verify token returns */
    SetupFinding of(Answer answer, String challenge) {
        if (answer.status() == 200 && answer.body().equals(challenge)) {
            return SetupFinding.ok(SUBJECT, "the gateway answers at " + url + " and accepts the verify token");
        }
        return isGateway(answer)
                ? SetupFinding.failed(
                        SUBJECT,
                        "the gateway at " + url + " does not accept the verify token: it has another one, or none",
                        "Set " + SETTING
                                + " of webhook-gateway and of messaging-service to the verify token of the app's"
                                + " webhook at Meta (WhatsApp, Configuration).")
                : ofOthers(answer);
    }

    /** @param answer to a handshake with a verify token that no one has */
    SetupFinding withoutToken(Answer answer) {
        return isGateway(answer)
                ? SetupFinding.warning(
                        SUBJECT,
                        "the gateway answers at " + url + "; its verify token was not checked",
                        "Set " + SETTING + " of messaging-service to the value that webhook-gateway has.")
                : ofOthers(answer);
    }

    private static boolean isGateway(Answer answer) {
        return answer.status() == FORBIDDEN && answer.body().contains(GATEWAYS_WORD);
    }

    private SetupFinding ofOthers(Answer answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 ->
                failed(
                        "redirects to another address, and Meta does not follow redirects",
                        "Set parley.api.public-url" + " and the webhook at Meta to the final address.");
            case 502, 503, 504 ->
                failed(
                        "has no webhook-gateway behind it (HTTP status " + answer.status() + ")",
                        "Start webhook-gateway," + " and check that the ingress routes /webhooks/* to it.");
            case NOT_FOUND ->
                failed(
                        "is not routed to webhook-gateway (HTTP status 404)",
                        "Let the ingress route /webhooks/* to" + " webhook-gateway.");
            default ->
                failed(
                        "is answered by something else than webhook-gateway (HTTP status " + answer.status() + ")",
                        "Check that " + url.getHost() + " is the host of this deployment, and that the ingress routes"
                                + " /webhooks/* to webhook-gateway without a login.");
        };
    }

    SetupFinding failed(Throwable failure) {
        var reason = Failures.describe(failure);
        if (failure instanceof EgressRefused refused) {
            return SetupFinding.warning(
                    SUBJECT,
                    url + " was not called: " + refused.getMessage(),
                    "Set parley.api.public-url to an https address that Meta's servers can call. If its name has a private"
                            + " address only inside this network, add that address to parley.egress.allowed-cidrs.");
        }
        return reason.startsWith("TLS")
                ? failed(
                        "cannot be called over TLS: " + reason,
                        "Install a certificate of a public authority for " + url.getHost()
                                + " at the ingress, with its intermediate certificates.")
                : failed(
                        "cannot be reached from this host: " + reason,
                        "Check DNS, firewall and ingress: Meta's servers must reach it. If only this host cannot, let it"
                                + " reach its own public address.");
    }

    private SetupFinding failed(String finding, String remedy) {
        return SetupFinding.failed(SUBJECT, url + " " + finding, remedy);
    }
}
