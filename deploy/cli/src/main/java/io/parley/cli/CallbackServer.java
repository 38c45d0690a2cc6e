package io.parley.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Receives callbacks on this machine. The body of a call is limited, as the platform's are. */
final class CallbackServer implements AutoCloseable {
    /** Path of the URL that is registered. */
    static final String PATH = "/callbacks";

    private static final int BACKLOG = 128;
    private static final int MAX_BODY = 4 * 1024 * 1024;
    private static final int TOO_LARGE = 413;
    private static final int FAILED = 500;
    private static final int SECONDS_TO_ANSWER = 1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * A call of the platform.
     *
     * @param headers names in lower case
     */
    record Call(Map<String, String> headers, byte[] body) {}

    record Answer(int status, byte[] body) {}

    private CallbackServer(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 for any free one */
    static CallbackServer start(int port, Function<Call, Answer> handler) {
        try {
            var started = new CallbackServer(HttpServer.create(new InetSocketAddress("127.0.0.1", port), BACKLOG));
            started.server.setExecutor(started.threads);
            started.server.createContext(PATH, exchange -> handle(exchange, handler));
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "Port " + port + " is in use; choose another one with --port.");
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void handle(HttpExchange exchange, Function<Call, Answer> handler) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            var answer = body.length > MAX_BODY
                    ? new Answer(TOO_LARGE, "The body is too large.".getBytes(StandardCharsets.UTF_8))
                    : answer(new Call(headers(exchange), body), handler);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static Answer answer(Call call, Function<Call, Answer> handler) {
        try {
            return handler.apply(call);
        } catch (RuntimeException e) {
            return new Answer(FAILED, "The receiver failed.".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }

    /** The answer to the last call may not have been sent yet. */
    @Override
    public void close() {
        server.stop(SECONDS_TO_ANSWER);
        threads.shutdownNow();
    }
}
