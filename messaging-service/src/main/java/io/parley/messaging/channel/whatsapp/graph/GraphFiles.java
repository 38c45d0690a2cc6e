package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.graph.GraphConfig;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.http.BodyStream;
import io.parley.runtime.http.ProviderAnswer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Calls of the Graph API that transfer files. The REST client of the other calls buffers whole bodies in memory; this
 * one streams with Vert.x's client and has its own connections, so that files do not delay messages.
 */
@Singleton
class GraphFiles {
    private static final int MAX_RESPONSE = 64 * 1024;

    private final GraphConfig settings;
    private final GraphTokens graph;
    private final ObjectMapper json;
    private final HttpClient client;

    GraphFiles(GraphTokens graph, WhatsAppConfig limits, ObjectMapper json, Vertx vertx) {
        this.settings = graph.settings();
        this.graph = graph;
        this.json = json;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setKeepAliveTimeout((int) settings.keepAlive().toSeconds()),
                new PoolOptions().setHttp1MaxSize(limits.media().connections()));
    }

    /** {@code POST /{phone_number_id}/media}. */
    Uni<ProviderAnswer> upload(Sender sender, Multipart body) {
        var options = graph(sender, HttpMethod.POST, "/" + sender.providerId() + "/media")
                .putHeader(HttpHeaders.CONTENT_TYPE, body.contentType())
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
        return connect(options)
                .chain(request -> write(request, body.bytes()).onFailure().call(() -> reset(request)));
    }

    /** {@code GET /{media_id}}: URL and metadata of a file. */
    Uni<ProviderAnswer> describe(Sender sender, String mediaId) {
        var path = "/" + mediaId + "?phone_number_id=" + sender.providerId();
        return connect(graph(sender, HttpMethod.GET, path))
                .chain(request -> execute(request).onFailure().call(() -> reset(request)));
    }

    /** Starts the download of a file. Returns the response with its body paused. */
    Uni<HttpClientResponse> open(Sender sender, URI url) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url.toString())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.AUTHORIZATION, graph.authorization(sender));
        return connect(options)
                .chain(request -> withTimeout(() -> request.send().onSuccess(HttpClientResponse::pause))
                        .onFailure()
                        .call(() -> reset(request)));
    }

    /** Whether the token may be sent to this URL: it is HTTPS or has the scheme of the API itself. */
    boolean isTrusted(URI url) {
        return url.getHost() != null
                && ("https".equalsIgnoreCase(url.getScheme())
                        || settings.baseUrl().getScheme().equalsIgnoreCase(url.getScheme()));
    }

    private RequestOptions graph(Sender sender, HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(settings.baseUrl() + "/" + settings.version() + path)
                .putHeader(HttpHeaders.AUTHORIZATION, graph.authorization(sender));
    }

    private Uni<HttpClientRequest> connect(RequestOptions options) {
        return withTimeout(() -> client.request(options));
    }

    private Uni<ProviderAnswer> write(HttpClientRequest request, Multi<Buffer> bytes) {
        return BodyStream.write(bytes, request, settings.media().timeout()).chain(() -> execute(request));
    }

    private Uni<ProviderAnswer> execute(HttpClientRequest request) {
        return withTimeout(() -> request.send().compose(this::read));
    }

    private Future<ProviderAnswer> read(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > MAX_RESPONSE) {
                response.request().reset();
            }
        });
        return response.end()
                .map(end -> ProviderAnswer.of(
                        response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), body.getBytes(), json));
    }

    private static Uni<Void> reset(HttpClientRequest request) {
        request.reset();
        return Uni.createFrom().voidItem();
    }

    private <T> Uni<T> withTimeout(Supplier<Future<T>> call) {
        return Uni.createFrom()
                .completionStage(() -> call.get().toCompletionStage())
                .ifNoItem()
                .after(timeout())
                .fail();
    }

    private Duration timeout() {
        return settings.media().timeout();
    }
}
