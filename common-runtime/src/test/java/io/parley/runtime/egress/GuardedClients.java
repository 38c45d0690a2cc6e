package io.parley.runtime.egress;

import io.parley.runtime.egress.GuardedHttp.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Clients for calls to customers' servers on this machine. */
final class GuardedClients implements AfterAllCallback {

    static final Duration DEADLINE = Duration.ofSeconds(5);
    static final int MAX_EXCERPT = 16;

    private final Vertx vertx = Vertx.vertx();

    @Override
    public void afterAll(ExtensionContext context) {
        vertx.close();
    }

    Vertx vertx() {
        return vertx;
    }

    /** A client that may call this machine. */
    GuardedHttp client() {
        return client(OpenTo.loopback(), GuardedClients::resolveLeniently);
    }

    GuardedHttp client(EgressConfig settings, HostResolver names) {
        var addresses = new AddressRules(settings);
        return new GuardedHttp(
                vertx, settings, new UrlRules(settings, addresses), addresses, names, InstantSource.system());
    }

    static Answer post(GuardedHttp http, URI url) {
        return post(http, url, DEADLINE);
    }

    static Answer post(GuardedHttp http, URI url, Duration deadline) {
        var body = "{\"hello\":\"wörld\"}".getBytes(StandardCharsets.UTF_8);
        return http.post(url, Map.of("webhook-id", "7"), body, deadline, MAX_EXCERPT)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    static URI at(String host, CustomerServer server) {
        return URI.create("http://" + host + ":" + server.port() + "/");
    }

    /** The most lenient resolver: it parses decimal, short and padded addresses. */
    static Future<List<InetAddress>> resolveLeniently(String host) {
        try {
            return Future.succeededFuture(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            return Future.failedFuture(e);
        }
    }
}
