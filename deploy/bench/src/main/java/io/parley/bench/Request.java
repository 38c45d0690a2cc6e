package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/**
 * One request of a load.
 *
 * @param body null for a GET; anything else is a POST
 */
record Request(String path, Map<String, String> headers, Buffer body) {

    /** Sends it. Returns the status of the response when its body has arrived. */
    Future<Integer> send(HttpClient client) {
        return client.request(body == null ? HttpMethod.GET : HttpMethod.POST, path)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return body == null ? request.send() : request.send(body);
                })
                .compose(response -> response.body().map(body -> response.statusCode()));
    }
}
