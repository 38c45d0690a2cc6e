package io.parley.gateway;

import io.parley.model.Topics;
import io.parley.runtime.validation.Text;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /webhooks/pigeon/{kind}}: events of a loft, one per call, authenticated by a key. */
@Singleton
class PigeonWebhook implements ProviderWebhook {
    private static final String PROVIDER = "pigeon";

    /** Settings of the loft. */
    @ConfigMapping(prefix = "parley.webhooks.pigeon")
    interface Config {

        /** Value of {@code Authorization} in the loft's calls; if not set, every call is rejected. */
        Optional<Secret<@Text String>> key();
    }

    private final Webhooks webhooks;
    private final Config settings;

    PigeonWebhook(Webhooks webhooks, Config settings) {
        this.webhooks = webhooks;
        this.settings = settings;
    }

    @Override
    public String path() {
        return "pigeon/:kind";
    }

    @Override
    public void handle(RoutingContext route) {
        var kind = route.pathParam("kind");
        var given = route.request().getHeader(HttpHeaders.AUTHORIZATION);
        var isValid = given != null
                && settings.key()
                        .map(Secret::get)
                        .filter(key -> Secrets.equal(key, given))
                        .isPresent();
        webhooks.receive(route, PROVIDER, body -> isValid, body -> List.of(read(kind, body)));
    }

    /** Never fails: a body that is not a JSON object is kept unchanged. */
    private static Item read(String kind, byte[] body) {
        try {
            if (Scan.isUtf8(body)) {
                var payload = Slice.of(body);
                return item(kind, ring(Scan.object(payload)), payload);
            }
        } catch (IOException e) {
            // not a JSON object
        }
        return item(Item.UNKNOWN, "", EventWriter.opaque(body));
    }

    private static String ring(Scan scan) throws IOException {
        var ring = new StringBuilder();
        scan.members(name -> {
            if (name.equals("ring")) {
                ring.append(scan.scalar());
            }
        });
        scan.end();
        return ring.toString();
    }

    private static Item item(String kind, String ring, Slice payload) {
        return Item.whole(Topics.MESSAGING_PROVIDER_EVENTS, PROVIDER, kind, "", ring, payload);
    }
}
