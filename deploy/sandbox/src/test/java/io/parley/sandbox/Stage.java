package io.parley.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A sandbox on free ports with a recording platform, reset before every test. */
final class Stage implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    static final String MESSAGES = "/graph/v25.0/105500000000001/messages";

    /** Delays between statuses long enough that two POSTs are not reordered on a busy machine. */
    static final String SPACED_STATUSES = """
            "webhookDelayMs":{"sent":{"min":0,"max":0},"delivered":{"min":200,"max":200},
                              "read":{"min":200,"max":200},"seen":{"min":200,"max":200}}""";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RecordingPlatform platform;
    private Sandbox sandbox;

    record Response(int status, JsonNode json) {}

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        platform = new RecordingPlatform();
        var arguments = new String[] {
            "--http-port=0",
            "--smsc-port=0",
            "--status-pace-percent=5",
            "--meta-webhook-url=" + platform.url() + "/webhooks/meta",
            "--viber-webhook-url=" + platform.url() + "/webhooks/viber/{serviceId}",
            "--viber-partner-webhook-url=" + platform.url() + "/reports/{serviceId}"
        };
        sandbox = Sandbox.start(SandboxConfig.of(arguments, Map.of()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        await(() -> stat("/binds") == 0); // a closed session's deliver_sm are queued again before the reset
        post("/control/reset", "");
        await(() -> stat("/pending/webhooks") == 0 && stat("/pending/delivers") == 0);
        platform.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        sandbox.close();
        platform.close();
        client.close();
    }

    RecordingPlatform platform() {
        return platform;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    int smscPort() {
        return sandbox.smscPort();
    }

    void faults(String plan) {
        var response = call("PUT", "/control/faults", plan);
        if (response.status() != 200) {
            throw new AssertionError(response.json());
        }
    }

    Response get(String path) {
        return call("GET", path, "");
    }

    Response post(String path, String body, String... headers) {
        return call("POST", path, body, headers);
    }

    Response call(String method, String path, String body, String... headers) {
        try {
            return send(method, path, body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Like {@link #call}, for calls that are expected to fail. */
    Response send(String method, String path, String body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.httpPort() + path))
                .method(method, BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(5));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Response(response.statusCode(), Json.parse(response.body()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a WhatsApp text with the text as its reference. */
    Response whatsapp(String to, String text) {
        return graph(whatsappText(to, text));
    }

    Response graph(String body) {
        return post(MESSAGES, body, "Authorization", "Bearer sandbox-meta-token");
    }

    static String whatsappText(String to, String text) {
        return """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"text",
                 "text":{"body":"%s"},"biz_opaque_callback_data":"%s"}""".formatted(to, text, text);
    }

    Response viber(String to, String text) {
        return bot("send_message", """
                {"receiver":"%s","type":"text","text":"%s","sender":{"name":"Shop"}}""".formatted(to, text));
    }

    Response bot(String call, String body) {
        return post("/viber/pa/" + call, body, "X-Viber-Auth-Token", "sandbox-viber-token");
    }

    JsonNode ledger() {
        return get("/control/ledger").json().path("accepted");
    }

    private int stat(String pointer) {
        return get("/control/stats").json().at(pointer).asInt();
    }

    long count(String channel, String name) {
        return get("/control/stats")
                .json()
                .path("counts")
                .path(channel)
                .path(name)
                .asLong();
    }

    static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(8).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("condition was not met within 8 s");
            }
            pause(5);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
