package io.parley.runtime.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The responses of a server to raw bytes: everything until it closes the connection or is silent for a while. */
public record RawAnswers(String text, boolean isClosed) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final int SILENCE_MILLIS = 1_500;

    public static RawAnswers to(int port, String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            write(socket, request);
            var received = new ByteArrayOutputStream();
            var closed = read(socket, received);
            return new RawAnswers(received.toString(StandardCharsets.ISO_8859_1), closed);
        }
    }

    public int status() {
        return all().isEmpty() ? 0 : all().getFirst();
    }

    public List<Integer> all() {
        return STATUS.matcher(text)
                .results()
                .map(hit -> Integer.parseInt(hit.group(1)))
                .toList();
    }

    private static void write(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException closedEarly) {
            // the response may have been sent
            return;
        }
    }

    private static boolean read(Socket socket, ByteArrayOutputStream received) throws IOException {
        var buffer = new byte[8_192];
        try {
            for (var n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                received.write(buffer, 0, n);
            }
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }
}
