package io.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Sends POSTs on many connections at a time, each the next one after its response, and waits after a 503 as its
 * Retry-After asks for. One thread and one selector: a client with event loops of its own would measure its own queues
 * on a machine where it shares the processors with the server.
 */
final class OverloadClient {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final int CONNECTS_AT_A_TIME = 50;
    private static final Duration CONNECT_PAUSE = Duration.ofMillis(20);
    private static final long MAX_MICROS = 60_000_000;

    /**
     * Responses by status, with latencies in microseconds.
     *
     * @param other responses with another status, and broken connections
     */
    record Result(Histogram accepted, Histogram refused, long other) {}

    private final InetSocketAddress server;
    private final Supplier<Request> requests;
    private final Duration pause;
    private final Histogram accepted = new Histogram(MAX_MICROS, 3);
    private final Histogram refused = new Histogram(MAX_MICROS, 3);
    private final Queue<Connection> paused = new ArrayDeque<>();
    private final ByteBuffer read = ByteBuffer.allocate(16 << 10);
    private long other;

    /** @param pause how long a connection waits after a 503 */
    OverloadClient(URI server, Supplier<Request> requests, Duration pause) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.requests = requests;
        this.pause = pause;
    }

    /** Runs for the given time after the last connection was opened; the results are of that time only. */
    Result run(int connections, Duration time) {
        try (var selector = Selector.open()) {
            for (var open = 0; open < connections; open++) {
                open(selector);
                if (open % CONNECTS_AT_A_TIME == 0) {
                    loop(selector, CONNECT_PAUSE);
                }
            }
            loop(selector, time.dividedBy(4));
            accepted.reset();
            refused.reset();
            other = 0;
            loop(selector, time);
            close(selector);
            return new Result(accepted, refused, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open(Selector selector) throws IOException {
        var channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        var connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        connection.send();
    }

    private void loop(Selector selector, Duration time) throws IOException {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            selector.select(key -> ((Connection) key.attachment()).read(), 1);
            resume();
        }
    }

    private void resume() {
        while (!paused.isEmpty() && System.nanoTime() - paused.peek().resumeAt >= 0) {
            paused.remove().send();
        }
    }

    private static void close(Selector selector) throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final StringBuilder response = new StringBuilder();
        private long sentAt;
        private long resumeAt;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send() {
            try {
                var request = ByteBuffer.wrap(encode(requests.get()));
                sentAt = System.nanoTime();
                while (request.hasRemaining()) {
                    channel.write(request); // smaller than the socket's buffer
                }
            } catch (IOException e) {
                fail();
            }
        }

        void read() {
            try {
                read.clear();
                if (channel.read(read) < 0) {
                    fail();
                    return;
                }
                response.append(StandardCharsets.ISO_8859_1.decode(read.flip()));
                if (isComplete()) {
                    completed(Integer.parseInt(response.substring(9, 12)));
                }
            } catch (IOException e) {
                fail();
            }
        }

        private boolean isComplete() {
            var head = response.indexOf("\r\n\r\n");
            if (head < 0) {
                return false;
            }
            var length = LENGTH.matcher(response);
            return length.find() && response.length() >= head + 4 + Integer.parseInt(length.group(1));
        }

        private void completed(int status) {
            response.setLength(0);
            var micros = Math.min(MAX_MICROS, (System.nanoTime() - sentAt) / 1_000);
            if (status == 503) {
                refused.recordValue(micros);
                resumeAt = System.nanoTime() + pause.toNanos();
                paused.add(this);
                return;
            }
            if (status == 202) {
                accepted.recordValue(micros);
            } else {
                other++;
            }
            send();
        }

        private void fail() {
            other++;
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] encode(Request request) {
        var head =
                new StringBuilder("POST " + request.path() + " HTTP/1.1\r\nHost: " + server.getHostString() + "\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(request.body().length()).append("\r\n\r\n");
        return (head + request.body().toString()).getBytes(StandardCharsets.UTF_8);
    }
}
