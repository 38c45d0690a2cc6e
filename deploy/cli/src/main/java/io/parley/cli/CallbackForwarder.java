package io.parley.cli;

import io.parley.cli.CallbackServer.Answer;
import io.parley.cli.CallbackServer.Call;
import io.parley.runtime.failure.Failures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/** Passes callbacks on to the receiver under development, with the bytes and headers of the platform. */
final class CallbackForwarder implements AutoCloseable {
    /** Below the ten seconds after which the platform gives up. */
    private static final Duration TIMEOUT = Duration.ofSeconds(9);

    /** The platform stores the first kilobyte of an answer. */
    private static final int MAX_ANSWER = 1_024;

    private static final int BAD_GATEWAY = 502;

    /** Headers of the connection, which the client sets itself. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "host", "connection", "content-length", "expect", "upgrade", "http2-settings", "transfer-encoding", "te");

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI receiver;

    CallbackForwarder(URI receiver) {
        this.receiver = receiver;
    }

    /**
     * What the receiver answered.
     *
     * @param failure why there was no answer; null if there was one
     */
    record Forwarded(Answer answer, Duration duration, String failure) {}

    Forwarded forward(Call call) {
        var begin = System.nanoTime();
        var request = HttpRequest.newBuilder(receiver).timeout(TIMEOUT).POST(BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach((name, value) -> {
            if (!OF_CONNECTION.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            var body = Arrays.copyOf(response.body(), Math.min(response.body().length, MAX_ANSWER));
            return new Forwarded(new Answer(response.statusCode(), body), since(begin), null);
        } catch (IOException e) {
            var reason = receiver + " cannot be reached: " + Failures.describe(e);
            var answer = new Answer(BAD_GATEWAY, reason.getBytes(StandardCharsets.UTF_8));
            return new Forwarded(answer, since(begin), reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Forwarded(new Answer(BAD_GATEWAY, new byte[0]), since(begin), "interrupted");
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
