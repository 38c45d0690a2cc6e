package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** One request of a load. */
record Request(String path, Map<String, String> headers, Buffer body) {

    /** Sends it as a POST. Returns the status of the response when its body has arrived. */
    Future<Integer> post(HttpClient client) {
        return client.request(HttpMethod.POST, path)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return request.send(body);
                })
                .compose(response -> response.body().map(body -> response.statusCode()));
    }
}
