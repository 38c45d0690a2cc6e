package io.parley.runtime.egress;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.streams.ReadStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only HTTP client for addresses that customers give. Resolves the name, checks all of its addresses and connects
 * to the checked address while Host and TLS use the name, so nothing can change between check and call. Does not follow
 * redirects or decompress responses. The deadline covers everything from name resolution to the head of the response,
 * and bytes that trickle in do not extend it. Connections are reused for the same name and address.
 */
@ApplicationScoped
public class GuardedHttp {

    /** Below the five seconds after which many servers close an idle connection. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final Map<String, String> FIRST_BYTE = Map.of("Range", "bytes=0-0");

    private final VertxInternal vertx;
    private final EgressConfig settings;
    private final UrlRules urls;
    private final AddressRules addresses;
    private final HostResolver resolver;
    private final InstantSource time;
    private final HttpClient client;

    /**
     * The response.
     *
     * @param status the HTTP status; any other than 2xx, redirects included, is a failure
     * @param retryAfter value of the header {@code Retry-After}
     * @param body beginning of the body if it is a failure, as far as it arrived in time
     */
    public record Answer(int status, Optional<Duration> retryAfter, BodyExcerpt body) {}

    /**
     * The whole response.
     *
     * @param status the HTTP status; redirects are not followed
     */
    public record FullResponse(int status, byte[] body) {}

    /**
     * The head of a response, and its body as a stream.
     *
     * @param length bytes of the whole resource as announced, also if only a range of it follows; -1 if it is not
     *      announced
     * @param body paused; to be read on the context on which it came, or aborted
     */
    public record Opened(int status, long length, ReadStream<Buffer> body, Runnable abort) {}

    @Inject
    GuardedHttp(
            Vertx vertx,
            EgressConfig settings,
            UrlRules urls,
            AddressRules addresses,
            HostResolver resolver,
            InstantSource time) {
        this(vertx, settings, urls, addresses, resolver, time, new HttpClientOptions());
    }

    GuardedHttp(
            Vertx vertx,
            EgressConfig settings,
            UrlRules urls,
            AddressRules addresses,
            HostResolver resolver,
            InstantSource time,
            HttpClientOptions options) {
        this.vertx = (VertxInternal) vertx;
        this.settings = settings;
        this.urls = urls;
        this.addresses = addresses;
        this.resolver = resolver;
        this.time = time;
        this.client = vertx.httpClientBuilder()
                .with(options.setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setDecompressionSupported(false))
                .with(new PoolOptions().setHttp1MaxSize(settings.connectionsPerAddress()))
                .withConnectHandler(InterimResponses::ignoreOn)
                .build();
    }

    /**
     * Posts the body and returns the head of the response, and of a failure the beginning of its body. Fails with {@link EgressRefused} if the address is not
     * allowed, with {@link java.util.concurrent.TimeoutException} after the deadline, otherwise with the I/O error.
     * Completes on the caller's Vert.x context.
     *
     * @param deadline until the head of the response; reading the body of a failure may take {@link
     *     EgressConfig#bodyTimeout()} more
     * @param maxExcerpt bytes to return of the body of a failure
     */
    public Uni<Answer> post(URI url, Map<String, String> headers, byte[] body, Duration deadline, int maxExcerpt) {
        return Uni.createFrom().completionStage(() -> start(url, headers, Buffer.buffer(body), deadline, maxExcerpt)
                .toCompletionStage());
    }

    /**
     * Posts the body and returns the whole response, whatever its status. Fails like {@link #post}, and with an {@link
     * java.io.IOException} if the response is larger than allowed. The deadline covers everything up to its last byte.
     *
     * @param maxAnswer maximum number of bytes of the response's body
     */
    public Uni<FullResponse> exchange(
            URI url, Map<String, String> headers, byte[] body, Duration deadline, int maxAnswer) {
        return Uni.createFrom().completionStage(() -> whole(url, headers, body, deadline, maxAnswer)
                .toCompletionStage());
    }

    /**
     * Requests a resource of any size. Fails like {@link #post}, with the deadline covering everything up to the start
     * of the body; reading the body has no deadline and no limit here.
     */
    public Uni<Opened> open(URI url, Duration deadline) {
        return request(HttpMethod.GET, url, Map.of(), deadline);
    }

    /**
     * Returns the size of the resource in bytes without downloading it; -1 if the server does not report it. Sends
     * HEAD, then, if that is refused or answered without a length, GET for the first byte: addresses signed for GET
     * alone, as object stores give, refuse HEAD. The deadline covers both. Fails like {@link #open}.
     */
    public Uni<Long> length(URI url, Duration deadline) {
        var start = System.nanoTime();
        return request(HttpMethod.HEAD, url, Map.of(), deadline).chain(head -> {
            head.body().resume(); // lets the connection be reused
            return head.status() == 200 && head.length() >= 0
                    ? Uni.createFrom().item(head.length())
                    : lengthByRange(url, deadline.minusNanos(System.nanoTime() - start));
        });
    }

    private Uni<Long> lengthByRange(URI url, Duration deadline) {
        return request(HttpMethod.GET, url, FIRST_BYTE, deadline).map(answer -> {
            answer.abort().run(); // a server without range support sends everything
            return answer.status() == 200 || answer.status() == 206 ? answer.length() : -1;
        });
    }

    private Uni<Opened> request(HttpMethod method, URI url, Map<String, String> headers, Duration deadline) {
        return Uni.createFrom()
                .completionStage(() -> start(method, url, headers, deadline).toCompletionStage());
    }

    private Future<Answer> start(URI url, Map<String, String> headers, Buffer body, Duration deadline, int maxExcerpt) {
        var context = vertx.getOrCreateContext();
        var call = new BufferedCall(context, body, maxExcerpt, settings, time);
        call.startDeadline(deadline);
        resolveAllowed(context, url)
                .map(address -> options(HttpMethod.POST, url, address, headers))
                .onSuccess(options -> call.send(client, options))
                .onFailure(call::fail);
        return call.answer();
    }

    private Future<FullResponse> whole(
            URI url, Map<String, String> headers, byte[] body, Duration deadline, int maxAnswer) {
        var context = vertx.getOrCreateContext();
        var call = new FullResponseCall(context, Buffer.buffer(body), deadline, maxAnswer);
        resolveAllowed(context, url)
                .map(address -> options(HttpMethod.POST, url, address, headers))
                .onSuccess(options -> call.send(client, options))
                .onFailure(call::fail);
        return call.answer();
    }

    private Future<Opened> start(HttpMethod method, URI url, Map<String, String> headers, Duration deadline) {
        var context = vertx.getOrCreateContext();
        var call = new StreamingCall(context, deadline);
        resolveAllowed(context, url)
                .map(address -> options(method, url, address, headers))
                .onSuccess(options -> call.send(client, options))
                .onFailure(call::fail);
        return call.opened();
    }

    private Future<InetAddress> resolveAllowed(ContextInternal context, URI url) {
        var violation = urls.check(url.toString());
        return violation.isPresent()
                ? context.failedFuture(new EgressRefused(violation.get()))
                : resolve(context, UrlRules.host(url)).map(this::requireAllowed);
    }

    private Future<List<InetAddress>> resolve(ContextInternal context, String host) {
        var onContext = context.<List<InetAddress>>promise();
        resolver.resolve(host).onComplete(onContext);
        return onContext.future();
    }

    private InetAddress requireAllowed(List<InetAddress> resolved) {
        if (resolved.isEmpty() || !resolved.stream().allMatch(addresses::allows)) {
            throw new EgressRefused("must not point to this network");
        }
        return resolved.getFirst();
    }

    private static RequestOptions options(
            HttpMethod method, URI url, InetAddress address, Map<String, String> headers) {
        var tls = "https".equalsIgnoreCase(url.getScheme());
        var port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(UrlRules.host(url))
                .setPort(port)
                .setSsl(tls)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        return options;
    }
}
