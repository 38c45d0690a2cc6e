package io.parley.local;

import io.parley.model.Problem;
import io.parley.runtime.http.hardening.ConnectionGuard;
import io.parley.runtime.http.hardening.DecoderLimits;
import io.parley.runtime.http.hardening.GuardOptions;
import io.parley.runtime.http.hardening.GuardedTransport;
import io.parley.runtime.http.hardening.HeadLimits;
import io.parley.runtime.problem.ProblemBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.httpproxy.HttpProxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reverse proxy of the local run: forwards each request to the service of its route. */
final class FrontProxy implements Component {

    /** Same as the limit of one service; further requests get 503 immediately. */
    private static final int MAX_REQUESTS = 512;

    private static final int MAX_CONNECTIONS = 4_096;
    /** Maximum request line and headers that a service can still validate itself. */
    private static final DecoderLimits DECODER = new DecoderLimits(32_768, 65_536, 8_192);

    private static final Duration IDLE = Duration.ofSeconds(10);
    /** Below the services' idle timeout, so that they do not close a connection in use. */
    private static final int KEEP_ALIVE_SECONDS = 8;

    private static final String PROBLEM = ProblemBody.MEDIA_TYPE;

    private final Ports ports;
    private final Duration idle;
    private final Routes routes = Routes.read();
    private volatile Vertx vertx;

    FrontProxy(Ports ports) {
        this(ports, IDLE);
    }

    /** @param idle timeout of idle connections and of request heads */
    FrontProxy(Ports ports, Duration idle) {
        this.ports = ports;
        this.idle = idle;
    }

    @Override
    public String name() {
        return "front";
    }

    @Override
    public void start() {
        var created = new VertxBuilder(
                        new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1))
                .serviceProviders(List.of(FrontProxy::guard))
                .init()
                .vertx();
        vertx = created;
        await(listen(created));
    }

    /** Same guard as in the services: rejects malformed and excess requests. The services limit the body size. */
    private static void guard(VertxBuilder builder) {
        var head = new HeadLimits(8_192, 200, 100, 16 << 10, path -> Long.MAX_VALUE);
        var settings = new GuardOptions(DECODER, head, MAX_CONNECTIONS, MAX_REQUESTS, status -> {});
        builder.findTransport(new GuardedTransport(() -> Optional.of(new ConnectionGuard(settings))));
    }

    private Future<HttpServer> listen(Vertx vertx) {
        var proxies = proxies(vertx);
        return vertx.createHttpServer(new HttpServerOptions()
                        .setTcpNoDelay(true)
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout(Math.toIntExact(idle.toMillis())))
                .requestHandler(request -> pass(request, proxies))
                .listen(ports.front(), "127.0.0.1");
    }

    private Map<Service, HttpProxy> proxies(Vertx vertx) {
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(MAX_REQUESTS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTcpNoDelay(true));
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
                .ifPresentOrElse(service -> proxies.get(service).handle(request), () -> notFound(request));
    }

    private static void notFound(HttpServerRequest request) {
        request.response()
                .setStatusCode(404)
                .putHeader("Content-Type", PROBLEM)
                .end(problem(404, "Not Found", "No service handles this path."));
    }

    static String problem(int status, String title, String detail) {
        var body = new Problem("https://httpstatuses.com/" + status, title, status, detail, List.of());
        return new String(ProblemBody.bytes(body), StandardCharsets.UTF_8);
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
