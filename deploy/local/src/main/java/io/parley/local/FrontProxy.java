package io.parley.local;

import io.parley.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.jackson.DatabindCodec;
import io.vertx.httpproxy.HttpProxy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The one address of the local run: passes each request to the service that the table of routes names. */
final class FrontProxy implements Part {

    private static final int CONNECTIONS_PER_SERVICE = 128;
    private static final String PROBLEM = "application/problem+json";

    private final Ports ports;
    private final Routes routes = Routes.read();
    private volatile Vertx vertx;

    FrontProxy(Ports ports) {
        this.ports = ports;
    }

    @Override
    public String name() {
        return "front";
    }

    @Override
    public void start() {
        var mine = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
        vertx = mine;
        await(listen(mine));
    }

    private Future<HttpServer> listen(Vertx vertx) {
        var proxies = proxies(vertx);
        return vertx.createHttpServer(
                        new HttpServerOptions().setTcpNoDelay(true).setHttp2ClearTextEnabled(false))
                .requestHandler(request -> pass(request, proxies))
                .listen(ports.front(), "127.0.0.1");
    }

    private Map<Service, HttpProxy> proxies(Vertx vertx) {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS_PER_SERVICE).setTcpNoDelay(true));
        var proxies = new EnumMap<Service, HttpProxy>(Service.class);
        for (var service : Service.values()) {
            proxies.put(
                    service,
                    HttpProxy.reverseProxy(client)
                            .origin(ports.http(service), "127.0.0.1")
                            .addInterceptor(new FrontInterceptor(service)));
        }
        return proxies;
    }

    private void pass(HttpServerRequest request, Map<Service, HttpProxy> proxies) {
        if (request.path() == null || request.path().equals("/")) {
            request.response().setStatusCode(302).putHeader("Location", "/docs").end();
            return;
        }
        routes.of(request.path())
                .ifPresentOrElse(service -> proxies.get(service).handle(request), () -> nobody(request));
    }

    private static void nobody(HttpServerRequest request) {
        request.response()
                .setStatusCode(404)
                .putHeader("Content-Type", PROBLEM)
                .end(problem(404, "Not Found", "Nothing answers this path."));
    }

    static String problem(int status, String title, String detail) {
        var body = new Problem("https://httpstatuses.com/" + status, title, status, detail, List.of());
        try {
            return DatabindCodec.mapper().writeValueAsString(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean ready() {
        return vertx != null && Probe.listens(ports.front());
    }

    @Override
    public void stop() {
        if (vertx != null) {
            await(vertx.close());
            vertx = null;
        }
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
