package io.parley.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A customer's endpoint that answers 500 with a text until it is repaired, then 204. */
final class FailingCustomer implements AutoCloseable {
    static final String ANSWER = "{\"reason\":\"<b>the queue is full</b>\"}";

    private final HttpServer server;
    private volatile boolean repaired;

    FailingCustomer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (repaired) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                var body = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(500, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/status";
    }

    void repair() {
        repaired = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
