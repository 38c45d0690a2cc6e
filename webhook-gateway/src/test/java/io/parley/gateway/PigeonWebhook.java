package io.parley.gateway;

import io.parley.model.Topics;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /webhooks/pigeon/{kind}}: what a loft tells, one event a call; the key in its calls shows that it is the loft. */
@Singleton
class PigeonWebhook implements ProviderWebhook {
    private static final String PROVIDER = "pigeon";

    /** What a loft shares with us. */
    @ConfigMapping(prefix = "parley.webhooks.pigeon")
    interface Settings {

        /** What the loft was told to send as {@code Authorization}; without it every call is refused. A secret. */
        Optional<String> key();
    }

    private final Webhooks webhooks;
    private final Settings settings;

    PigeonWebhook(Webhooks webhooks, Settings settings) {
        this.webhooks = webhooks;
        this.settings = settings;
    }

    @Override
    public String path() {
        return "pigeon/:kind";
    }

    @Override
    public void take(RoutingContext route) {
        var kind = route.pathParam("kind");
        var given = route.request().getHeader(HttpHeaders.AUTHORIZATION);
        var genuine = given != null
                && settings.key().filter(key -> Secrets.equal(key, given)).isPresent();
        webhooks.take(route, PROVIDER, body -> genuine, body -> List.of(read(kind, body)));
    }

    /** Never fails: what is no JSON object is kept as it came. */
    private static Item read(String kind, byte[] body) {
        try {
            if (Scan.isUtf8(body)) {
                var told = Slice.of(body);
                return item(kind, ring(Scan.object(told)), told);
            }
        } catch (IOException e) {
            // no JSON object
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
