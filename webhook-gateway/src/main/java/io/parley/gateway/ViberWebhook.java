package io.parley.gateway;

import io.parley.runtime.problem.Problems;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code /webhooks/viber/{serviceId}}: webhooks of Viber's bot API, signed with the service's token. */
@Singleton
class ViberWebhook implements ProviderWebhook {

    private static final String HEADER = "X-Viber-Content-Signature";
    /** Query parameter that Viber's own libraries use for the same value. */
    private static final String PARAMETER = "sig";

    private final Webhooks webhooks;
    private final Map<String, SignatureCheck> signatures;

    ViberWebhook(Webhooks webhooks, WebhookSecrets secrets) {
        this.webhooks = webhooks;
        this.signatures = secrets.viberTokens().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, token -> new SignatureCheck(List.of(token.getValue()))));
    }

    @Override
    public String path() {
        return "viber/:serviceId";
    }

    @Override
    public void handle(RoutingContext route) {
        var serviceId = route.pathParam("serviceId");
        var check = signatures.get(serviceId);
        if (check == null) {
            Webhooks.reject(route, Problems.notFound());
            return;
        }
        var given = given(route);
        webhooks.receive(
                route,
                ViberReader.PROVIDER,
                body -> given.size() == 1 && check.matches(body, given.getFirst()),
                body -> ViberReader.read(serviceId, body));
    }

    private static List<String> given(RoutingContext route) {
        var headers = route.request().headers().getAll(HEADER);
        return headers.isEmpty() ? route.request().params().getAll(PARAMETER) : headers;
    }
}
