package io.parley.runtime.test;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A connection on which a test sends single bytes at chosen times, and reads one response after the other. */
public final class RawConnection implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final int DEADLINE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    public RawConnection(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(DEADLINE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public RawConnection send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Returns the next response with its body; incomplete or empty if the connection is closed. */
    public String response() throws IOException {
        var response = new StringBuilder();
        while (response.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return response.toString();
            }
            response.append((char) next);
        }
        var length = LENGTH.matcher(response);
        if (length.find()) {
            response.append(new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.ISO_8859_1));
        }
        return response.toString();
    }

    /** Whether the server closes the connection before it sends anything else. */
    public boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
