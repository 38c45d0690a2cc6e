package io.parley.sandbox.post;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;

/** Calls the platform over a few connections that stay open. */
public final class Poster {

    private static final long TIMEOUT_MS = 20_000;

    private final HttpClient client;

    /**
     * @param connections most calls to one address at once
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

    /** The status the address answered a POST with. */
    public Future<Integer> post(String url, Map<String, String> headers, byte[] body) {
        return client.request(options(HttpMethod.POST, url, headers))
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(answer -> answer.end().map(answer.statusCode()));
    }

    /** The status and the body of a GET. */
    public Future<Answer> get(String url) {
        return client.request(options(HttpMethod.GET, url, Map.of()))
                .compose(request -> request.send())
                .compose(Poster::answer);
    }

    private static Future<Answer> answer(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body.toString()));
    }

    /** What an address said. */
    public record Answer(int status, String body) {}

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
