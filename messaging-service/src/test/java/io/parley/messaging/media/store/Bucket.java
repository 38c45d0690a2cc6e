package io.parley.messaging.media.store;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One bucket of an S3 service in memory: PutObject, GetObject, DeleteObject and ListObjectsV2, in pages of two. */
final class Bucket {
    private static final int PAGE = 2;

    private final String root;
    private final HttpServer server;
    private final Map<String, Buffer> objects = new ConcurrentSkipListMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    Bucket(Vertx vertx, String name) {
        root = "/" + name;
        server = vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    List<String> authorizations() {
        return authorizations;
    }

    List<String> names() {
        return List.copyOf(objects.keySet());
    }

    private void handle(HttpServerRequest request) {
        authorizations.add(request.getHeader("Authorization"));
        var key = request.path().substring(root.length()).replaceFirst("^/", "");
        request.body().onSuccess(body -> {
            switch (request.method().name()) {
                case "PUT" -> put(request, key, body);
                case "DELETE" -> delete(request, key);
                default -> get(request, key);
            }
        });
    }

    private void put(HttpServerRequest request, String key, Buffer body) {
        objects.put(key, body);
        request.response().putHeader("ETag", "\"1\"").end();
    }

    private void delete(HttpServerRequest request, String key) {
        objects.remove(key);
        request.response().setStatusCode(204).end();
    }

    private void get(HttpServerRequest request, String key) {
        if (key.isEmpty()) {
            list(request);
        } else if (objects.containsKey(key)) {
            request.response().putHeader("ETag", "\"1\"").end(objects.get(key));
        } else {
            xml(request.response().setStatusCode(404), "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
        }
    }

    private void list(HttpServerRequest request) {
        var prefix = request.getParam("prefix");
        var after = request.getParam("continuation-token", "");
        var left = objects.keySet().stream()
                .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
                .toList();
        var page = left.stream().limit(PAGE).toList();
        xml(
                request.response(),
                "<ListBucketResult><KeyCount>" + page.size() + "</KeyCount>"
                        + page.stream()
                                .map(name -> "<Contents><Key>" + name + "</Key><Size>1</Size></Contents>")
                                .collect(Collectors.joining())
                        + (left.size() > PAGE
                                ? "<IsTruncated>true</IsTruncated><NextContinuationToken>" + page.getLast()
                                        + "</NextContinuationToken>"
                                : "<IsTruncated>false</IsTruncated>")
                        + "</ListBucketResult>");
    }

    private static void xml(HttpServerResponse response, String text) {
        response.putHeader("Content-Type", "application/xml")
                .end(Buffer.buffer(("<?xml version=\"1.0\"?>" + text).getBytes(StandardCharsets.UTF_8)));
    }
}
