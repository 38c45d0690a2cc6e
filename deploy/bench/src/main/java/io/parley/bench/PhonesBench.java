package io.parley.bench;

import io.parley.local.LocalIdentities;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** (m) Messages that the sandbox accepts while five phones are open, against the same without open phones. */
final class PhonesBench {
    private static final int CONNECTIONS = 16;
    private static final int PERSONS = 1_000;
    private static final int PHONES = 5;
    private static final String MESSAGES = "/graph/v25.0/" + LocalIdentities.WHATSAPP_PHONE_NUMBER_ID + "/messages";
    private static final Map<String, String> HEADERS =
            Map.of("Authorization", "Bearer " + LocalIdentities.META_TOKEN, "Content-Type", "application/json");

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;
    private final AtomicInteger sent = new AtomicInteger();

    PhonesBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(m) phones of the sandbox");
        var receiver = receiver();
        var webhooks = "http://127.0.0.1:" + receiver.actualPort() + "/";
        try (var sandbox = SandboxProgram.start(home, pace.jvm().flags("192m"), webhooks)) {
            var load = new HttpLoad(vertx, sandbox.server(), 200);
            load.closedLoop(CONNECTIONS, pace.warmUp(), this::message);
            var rounds =
                    Rounds.interleaved(pace.rounds(), () -> withPhones(sandbox.server(), load), () -> perSecond(load));
            report.ratio("phones", 0.9, "accepted with five phones open", "accepted without open phones", rounds);
        } finally {
            receiver.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** The platform: acknowledges every webhook. */
    private HttpServer receiver() {
        return vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private double perSecond(HttpLoad load) {
        return load.closedLoop(CONNECTIONS, pace.round(), this::message).perSecond();
    }

    private double withPhones(URI server, HttpLoad load) {
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(server.getHost())
                .setDefaultPort(server.getPort())
                .setMaxPoolSize(PHONES));
        var streams = new ArrayList<HttpClientRequest>();
        for (var i = 0; i < PHONES; i++) {
            streams.add(open(client, i));
        }
        try {
            return perSecond(load);
        } finally {
            streams.forEach(HttpClientRequest::reset);
            client.close();
        }
    }

    /** Reads the stream of one phone with the list of all, as a browser does. */
    private static HttpClientRequest open(HttpClient client, int person) {
        var path = "/phones/api/stream?list=true&phones=whatsapp:" + phone(person);
        return client.request(HttpMethod.GET, path)
                .compose(request -> request.send().map(response -> {
                    response.handler(chunk -> {}).exceptionHandler(ended -> {});
                    return request;
                }))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private Request message() {
        var number = sent.getAndIncrement();
        var body = new JsonObject()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", phone(number % PERSONS))
                .put("type", "text")
                .put("text", new JsonObject().put("body", "Your parcel is on its way. " + number));
        return new Request(MESSAGES, HEADERS, Buffer.buffer(body.encode()));
    }

    private static String phone(int person) {
        return Long.toString(4_917_000_000L + person);
    }
}
