package io.parley.gateway;

import io.parley.runtime.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** {@code /webhooks/viber-partner/{serviceId}}: a partner's reports about Viber Business Messages. */
@Singleton
class PartnerWebhook implements ProviderWebhook {

    private final Webhooks webhooks;
    private final WebhookSecrets secrets;

    PartnerWebhook(Webhooks webhooks, WebhookSecrets secrets) {
        this.webhooks = webhooks;
        this.secrets = secrets;
    }

    @Override
    public String path() {
        return "viber-partner/:serviceId";
    }

    @Override
    public void handle(RoutingContext route) {
        var serviceId = route.pathParam("serviceId");
        var secret = secrets.partnerAuthorization(serviceId);
        if (secret.isEmpty()) {
            Webhooks.reject(route, Problems.notFound());
            return;
        }
        var given = route.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        var isValid = given.size() == 1 && Secrets.equal(secret.get(), given.getFirst());
        webhooks.receive(route, PartnerReader.PROVIDER, body -> isValid, body -> PartnerReader.read(serviceId, body));
    }
}
