package io.parley.gateway;

import io.parley.runtime.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** {@code /webhooks/viber-partner/{serviceId}}: a partner's reports about Viber Business Messages. */
@Singleton
class PartnerWebhook implements ProviderWebhook {

    private final Webhooks webhooks;
    private final WebhookConfig.Partner settings;

    PartnerWebhook(Webhooks webhooks, WebhookConfig settings) {
        this.webhooks = webhooks;
        this.settings = settings.viberPartner();
    }

    @Override
    public String path() {
        return "viber-partner/:serviceId";
    }

    @Override
    public void handle(RoutingContext route) {
        var serviceId = route.pathParam("serviceId");
        var secret = settings.secrets().get(serviceId);
        if (secret == null) {
            Webhooks.reject(route, Problems.notFound());
            return;
        }
        var given = route.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        var isValid = given.size() == 1 && Secrets.equal(secret.get(), given.getFirst());
        webhooks.receive(route, PartnerReader.PROVIDER, body -> isValid, body -> PartnerReader.read(serviceId, body));
    }
}
