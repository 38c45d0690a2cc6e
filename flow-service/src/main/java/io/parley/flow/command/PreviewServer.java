package io.parley.flow.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.flow.preview.PreviewPage;
import io.parley.web.WebFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the preview of a local file on the loopback address, under a URL that is new in each run. A request with another
 * Host header gets 421, so that a web site whose name resolves to this machine cannot read the file.
 */
final class PreviewServer implements AutoCloseable {
    private static final int TOKEN_BYTES = 32;
    private static final int THREADS = 4;
    private static final int MISDIRECTED = 421;
    private static final byte[] NOTHING = {};

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
    private final PreviewFile file;
    private final String path = PreviewPage.PATH + newToken();

    private PreviewServer(HttpServer server, Path file) {
        this.server = server;
        this.file = new PreviewFile(file);
    }

    /**
     * Starts the server.
     *
     * @param port 0 for any free port
     * @throws IOException if the port is in use
     */
    static PreviewServer start(Path file, int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        var preview = new PreviewServer(server, file);
        server.createContext("/", preview::answer);
        server.setExecutor(preview.threads);
        server.start();
        return preview;
    }

    private static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
                send(exchange, MISDIRECTED, null, NOTHING);
            } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, null, NOTHING);
            } else {
                answer(exchange, exchange.getRequestURI().getRawPath());
            }
        }
    }

    private boolean isOurs(String host) {
        var port = server.getAddress().getPort();
        return List.of("127.0.0.1:" + port, "localhost:" + port).contains(String.valueOf(host));
    }

    private void answer(HttpExchange exchange, String requested) throws IOException {
        if (requested.equals(path)) {
            send(exchange, 200, PreviewPage.HTML, PreviewPage.page());
        } else if (requested.equals(path + "/flow")) {
            sendFlow(exchange);
        } else {
            sendFile(exchange, requested);
        }
    }

    private static void sendFile(HttpExchange exchange, String requested) throws IOException {
        var found = Optional.of(requested)
                .filter(path -> path.startsWith(PreviewPage.FILES))
                .flatMap(path -> WebFile.find(path.substring(1)));
        if (found.isPresent()) {
            send(exchange, 200, found.get().type(), found.get().bytes());
        } else {
            send(exchange, 404, PreviewPage.HTML, PreviewPage.ended());
        }
    }

    private void sendFlow(HttpExchange exchange) throws IOException {
        var content = file.content();
        exchange.getResponseHeaders().set("ETag", content.tag());
        if (content.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            send(exchange, 304, null, NOTHING);
        } else {
            send(exchange, 200, "application/json", content.body());
        }
    }

    private static void send(HttpExchange exchange, int status, @Nullable String type, byte[] body) throws IOException {
        PreviewPage.HEADERS.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        var hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
