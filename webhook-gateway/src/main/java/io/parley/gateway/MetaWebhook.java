package io.parley.gateway;

import io.parley.runtime.problem.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /webhooks/meta}: Meta's webhooks, and the handshake when the URL is configured at Meta. */
@Singleton
class MetaWebhook implements ProviderWebhook {

    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";
    /** Returned unchanged, so it must not contain anything that a browser could interpret. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_.-]{1,256}");

    private final Webhooks webhooks;
    private final SignatureCheck signatures;
    private final Optional<Supplier<String>> verifyToken;

    MetaWebhook(Webhooks webhooks, WebhookSecrets secrets) {
        this.webhooks = webhooks;
        this.signatures = new SignatureCheck(secrets.metaAppSecrets());
        this.verifyToken = secrets.metaVerifyToken();
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
        } else if (verifyToken.isEmpty() || !Secrets.equal(verifyToken.get().get(), token)) {
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

    private static @Nullable String parameter(HttpServerRequest request, String name) {
        var values = request.params().getAll(name);
        return values.size() == 1 ? values.getFirst() : null;
    }
}
