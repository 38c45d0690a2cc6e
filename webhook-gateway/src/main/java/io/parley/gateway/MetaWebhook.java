package io.parley.gateway;

import io.parley.runtime.problem.Problems;
import io.parley.runtime.secrets.SecretFiles;
import io.smallrye.config.Secret;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /webhooks/meta}: Meta's webhooks, and the handshake when the URL is configured at Meta. */
@Singleton
class MetaWebhook implements ProviderWebhook {

    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";
    /** Returned unchanged, so it must not contain anything that a browser could interpret. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_.-]{1,256}");

    private final Webhooks webhooks;
    private final SignatureCheck signatures;
    private final Optional<Secret<String>> verifyToken;
    private final SecretFiles secrets;

    MetaWebhook(Webhooks webhooks, WebhookConfig settings, SecretFiles secrets) {
        this.webhooks = webhooks;
        this.signatures = new SignatureCheck(settings.meta().appSecrets().orElse(List.of()));
        this.verifyToken = settings.meta().verifyToken();
        this.secrets = secrets;
        secrets.value(verifyToken); // a file that cannot be read ends the start
    }

    @Override
    public String path() {
        return "meta";
    }

    @Override
    public Optional<Handler<RoutingContext>> handshake() {
        return Optional.of(this::verifySubscription);
    }

    private void verifySubscription(RoutingContext route) {
        var request = route.request();
        var mode = parameter(request, "hub.mode");
        var token = parameter(request, "hub.verify_token");
        var challenge = parameter(request, "hub.challenge");
        if (mode == null || token == null || challenge == null) {
            Webhooks.reject(route, Problems.badRequest("Send hub.mode, hub.verify_token and hub.challenge once each."));
        } else if (secrets.value(verifyToken)
                .filter(expected -> Secrets.equal(expected, token))
                .isEmpty()) {
            Webhooks.reject(route, Problems.forbidden("hub.verify_token is not the configured verify token."));
        } else if (!mode.equals("subscribe") || !CHALLENGE.matcher(challenge).matches()) {
            Webhooks.reject(
                    route,
                    Problems.badRequest(
                            "hub.mode must be subscribe, and hub.challenge 1 to 256 letters, digits, _, . or -."));
        } else {
            route.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(challenge);
        }
    }

    @Override
    public void handle(RoutingContext route) {
        var given = route.request().headers().getAll(SIGNATURE);
        webhooks.receive(route, MetaSplitter.PROVIDER, body -> isSigned(body, given), MetaSplitter::split);
    }

    private boolean isSigned(byte[] body, List<String> given) {
        return given.size() == 1
                && given.getFirst().startsWith(PREFIX)
                && signatures.matches(body, given.getFirst().substring(PREFIX.length()));
    }

    private static String parameter(HttpServerRequest request, String name) {
        var values = request.params().getAll(name);
        return values.size() == 1 ? values.getFirst() : null;
    }
}
