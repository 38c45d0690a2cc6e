package io.parley.runtime.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;

/** A customer's endpoint that may misbehave at the protocol level: each connection runs a script. */
final class CustomerServer implements AutoCloseable {

    /** The server's action after it has read a request. */
    interface Script {
        void play(OutputStream out) throws IOException, InterruptedException;
    }

    final AtomicInteger connections = new AtomicInteger();
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Names that clients requested in TLS (SNI). */
    final List<SNIServerName> requestedNames = new CopyOnWriteArrayList<>();

    private final ServerSocket socket;
    private final Script script;

    CustomerServer(Script script) throws IOException {
        this(script, ServerSocketFactory.getDefault());
    }

    CustomerServer(Script script, ServerSocketFactory sockets) throws IOException {
        this.script = script;
        this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static Script answering(String head, String body) {
        return out -> {
            var length = body.getBytes(StandardCharsets.UTF_8).length;
            write(out, head + "\r\nContent-Length: " + length + "\r\n\r\n" + body);
        };
    }

    /** Sends the text and then resets the connection. */
    static Script resetting(String text) {
        return out -> {
            write(out, text);
            throw new Reset();
        };
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (connection instanceof SSLSocket tls) {
                tls.startHandshake();
                requestedNames.addAll(((ExtendedSSLSession) tls.getSession()).getRequestedServerNames());
            }
            while (true) {
                requests.add(request(connection.getInputStream()));
                play(connection);
            }
        } catch (IOException | InterruptedException e) {
            // the client closed the connection
        }
    }

    private void play(Socket connection) throws IOException, InterruptedException {
        try {
            script.play(connection.getOutputStream());
        } catch (Reset e) {
            connection.setSoLinger(true, 0); // close sends a reset
            throw e;
        }
    }

    private static final class Reset extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static String request(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) read(in));
        }
        var length = text.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        return text.toString();
    }

    private static int read(InputStream in) throws IOException {
        var next = in.read();
        if (next < 0) {
            throw new IOException("closed");
        }
        return next;
    }
}
