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
 * The only client for addresses that customers give. A name is resolved, all of its addresses are judged, and the judged
 * address is dialled while Host and TLS carry the name, so nothing can change between check and call. Redirects are not
 * followed and answers not decompressed; a deadline covers everything from resolving to the head of the answer, which a
 * trickle of bytes does not extend. Connections are kept for the next call to the same name and address.
 */
@ApplicationScoped
public class GuardedHttp {

    /** Below the five seconds after which many servers hang up on an idle connection. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final Map<String, String> FIRST_BYTE = Map.of("Range", "bytes=0-0");

    private final VertxInternal vertx;
    private final EgressConfig settings;
    private final UrlRules urls;
    private final AddressRules addresses;
    private final HostResolver names;
    private final InstantSource time;
    private final HttpClient client;

    /**
     * What came back.
     *
     * @param status the HTTP status; whatever is not 2xx, redirects included, is a failure
     * @param retryAfter what the endpoint asked for in the header of that name
     */
    public record Answer(int status, Optional<Duration> retryAfter) {}

    /**
     * What an address begins to answer with.
     *
     * @param length bytes of the whole resource as announced, also if only a range of it follows; -1 if it is not announced
     * @param body paused; to be read on the context on which it came, or aborted
     */
    public record Opened(int status, long length, ReadStream<Buffer> body, Runnable abort) {}

    @Inject
    GuardedHttp(
            Vertx vertx,
            EgressConfig settings,
            UrlRules urls,
            AddressRules addresses,
            HostResolver names,
            InstantSource time) {
        this(vertx, settings, urls, addresses, names, time, new HttpClientOptions());
    }

    GuardedHttp(
            Vertx vertx,
            EgressConfig settings,
            UrlRules urls,
            AddressRules addresses,
            HostResolver names,
            InstantSource time,
            HttpClientOptions options) {
        this.vertx = (VertxInternal) vertx;
        this.settings = settings;
        this.urls = urls;
        this.addresses = addresses;
        this.names = names;
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
     * Posts the body; the head of the answer is the answer. Fails with {@link EgressRefused} if our rules forbid the address, with
     * {@link java.util.concurrent.TimeoutException} after the deadline, with what went wrong on the wire otherwise.
     * Completes on the caller's Vert.x context.
     */
    public Uni<Answer> post(URI url, Map<String, String> headers, byte[] body, Duration deadline) {
        return Uni.createFrom().completionStage(() -> begin(url, headers, Buffer.buffer(body), deadline)
                .toCompletionStage());
    }

    /**
     * Asks for what lies there, whatever its size. Fails like {@link #post}, with the deadline covering everything up to the
     * begin of the body; how long and how much of it is read is up to the reader.
     */
    public Uni<Opened> open(URI url, Duration deadline) {
        return opened(HttpMethod.GET, url, Map.of(), deadline);
    }

    /**
     * Reads the size of the resource in bytes without downloading it; -1 if the server does not say. Sends HEAD, then, if that
     * is refused or answered without a length, GET for the first byte: addresses signed for GET alone, as object stores
     * give, refuse HEAD. Both together keep the deadline. Fails like {@link #open}.
     */
    public Uni<Long> length(URI url, Duration deadline) {
        var start = System.nanoTime();
        return opened(HttpMethod.HEAD, url, Map.of(), deadline).chain(head -> {
            head.body().resume(); // lets the connection be used again
            return head.status() == 200 && head.length() >= 0
                    ? Uni.createFrom().item(head.length())
                    : lengthByRange(url, deadline.minusNanos(System.nanoTime() - start));
        });
    }

    private Uni<Long> lengthByRange(URI url, Duration deadline) {
        return opened(HttpMethod.GET, url, FIRST_BYTE, deadline).map(answer -> {
            answer.abort().run(); // a server without ranges sends everything
            return answer.status() == 200 || answer.status() == 206 ? answer.length() : -1;
        });
    }

    private Uni<Opened> opened(HttpMethod method, URI url, Map<String, String> headers, Duration deadline) {
        return Uni.createFrom()
                .completionStage(() -> begin(method, url, headers, deadline).toCompletionStage());
    }

    private Future<Answer> begin(URI url, Map<String, String> headers, Buffer body, Duration deadline) {
        var context = vertx.getOrCreateContext();
        var exchange = new BufferedCall(context, body, settings, time);
        exchange.startDeadline(deadline);
        checked(context, url)
                .map(address -> options(HttpMethod.POST, url, address, headers))
                .onSuccess(options -> exchange.send(client, options))
                .onFailure(exchange::fail);
        return exchange.answer();
    }

    private Future<Opened> begin(HttpMethod method, URI url, Map<String, String> headers, Duration deadline) {
        var context = vertx.getOrCreateContext();
        var opening = new StreamingCall(context, deadline);
        checked(context, url)
                .map(address -> options(method, url, address, headers))
                .onSuccess(options -> opening.send(client, options))
                .onFailure(opening::fail);
        return opening.opened();
    }

    private Future<InetAddress> checked(ContextInternal context, URI url) {
        var fault = urls.check(url.toString());
        return fault.isPresent()
                ? context.failedFuture(new EgressRefused(fault.get()))
                : resolve(context, UrlRules.host(url)).map(this::checked);
    }

    private Future<List<InetAddress>> resolve(ContextInternal context, String host) {
        var onContext = context.<List<InetAddress>>promise();
        names.resolve(host).onComplete(onContext);
        return onContext.future();
    }

    private InetAddress checked(List<InetAddress> resolved) {
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
