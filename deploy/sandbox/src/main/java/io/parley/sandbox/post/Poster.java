package io.parley.sandbox.post;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** HTTP client of the platform with a small pool of persistent connections. */
public final class Poster {

    private static final long TIMEOUT_MS = 20_000;

    private final HttpClient client;

    /**
     * @param connections maximum number of concurrent calls to one address
     */
    public Poster(Vertx vertx, int connections) {
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(60)
                        .setConnectTimeout(3_000)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Sends a POST. Returns the response's status. */
    public Future<Integer> post(String url, Map<String, String> headers, byte[] body) {
        return client.request(options(HttpMethod.POST, url, headers))
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.end().map(response.statusCode()));
    }

    /** Sends a POST that must be answered within this time. Returns the response's status and body. */
    public Future<Response> exchange(String url, Map<String, String> headers, byte[] body, long timeoutMs) {
        return client.request(options(HttpMethod.POST, url, headers).setTimeout(timeoutMs))
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(Poster::toResponse)
                .timeout(timeoutMs, TimeUnit.MILLISECONDS);
    }

    /** Sends a GET. Returns the response's status and body. */
    public Future<Response> get(String url) {
        return client.request(options(HttpMethod.GET, url, Map.of()))
                .compose(request -> request.send())
                .compose(Poster::toResponse);
    }

    /** A file with its content type. */
    public record Download(String type, byte[] content) {}

    /** Loads a file of at most this size within this time. */
    public Future<Download> download(String url, int maxBytes, long timeoutMs) {
        return client.request(options(HttpMethod.GET, url, Map.of())
                        .setTimeout(timeoutMs)
                        .setFollowRedirects(true))
                .compose(request -> request.send().compose(response -> read(request, response, maxBytes)))
                .timeout(timeoutMs, TimeUnit.MILLISECONDS);
    }

    private static Future<Download> read(HttpClientRequest request, HttpClientResponse response, int maxBytes) {
        var content = Buffer.buffer();
        response.handler(chunk -> {
            content.appendBuffer(chunk);
            if (content.length() > maxBytes) {
                request.reset();
            }
        });
        return response.statusCode() == 200
                ? response.end().map(end -> new Download(response.getHeader("Content-Type"), content.getBytes()))
                : Future.failedFuture("status " + response.statusCode());
    }

    private static Future<Response> toResponse(HttpClientResponse response) {
        return response.body().map(body -> new Response(response.statusCode(), body.toString()));
    }

    /** A response. */
    public record Response(int status, String body) {}

    private static RequestOptions options(HttpMethod method, String url, Map<String, String> headers) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setConnectTimeout(3_000)
                .setTimeout(TIMEOUT_MS);
        headers.forEach(options::putHeader);
        return options;
    }
}
