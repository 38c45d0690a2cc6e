package io.parley.messaging.channel.sms;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An SMSC on loopback that sends raw octets, for malformed responses and deliveries that no library can create. */
final class RawSmsc implements AutoCloseable {
    static final int SUBMIT_SM = 0x04;
    static final int SUBMIT_SM_RESP = 0x80000004;
    static final int GENERIC_NACK = 0x80000000;
    private static final int DELIVER_SM_RESP = 0x80000005;
    private static final int DATA_SM_RESP = 0x80000103;
    private static final int UNBIND = 0x06;
    private static final int BIND_TRANSCEIVER = 0x09;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int RESPONSE = 0x80000000;

    /** A received PDU: header fields and all octets. */
    record Pdu(int command, int status, int sequence, byte[] octets) {}

    private final ServerSocket server;
    private final List<Pdu> submits = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Pdu> answers = new LinkedBlockingQueue<>();
    private volatile Function<Pdu, byte[]> answer = submit -> pdu(SUBMIT_SM_RESP, 0, submit.sequence(), "3100");
    private volatile Socket session;
    private volatile String bindBody = "00";
    private volatile boolean answersEnquireLinks = true;

    RawSmsc() throws IOException {
        this(0);
    }

    /** @param port 0 for any */
    RawSmsc(int port) throws IOException {
        server = new ServerSocket(port);
        Thread.ofVirtual().start(this::accept);
    }

    boolean isBound() {
        return session != null;
    }

    int port() {
        return server.getLocalPort();
    }

    List<Pdu> submits() {
        return List.copyOf(submits);
    }

    /** Sets the response to every {@code submit_sm} from now on; null for none. */
    void answer(Function<Pdu, byte[]> next) {
        submits.clear();
        answer = next;
    }

    /** Sets the body of responses to binds, in hex. */
    void bindBody(String hex) {
        bindBody = hex;
    }

    void answerEnquireLinks(boolean answers) {
        answersEnquireLinks = answers;
    }

    /** Sends octets and waits for the response. */
    Pdu send(byte[] octets) throws IOException, InterruptedException {
        session.getOutputStream().write(octets);
        var response = answers.poll(10, TimeUnit.SECONDS);
        if (response == null) {
            throw new AssertionError("no response within 10 s");
        }
        return response;
    }

    Pdu send(String hex) throws IOException, InterruptedException {
        return send(HexFormat.of().parseHex(hex));
    }

    /** @param body in hex */
    static byte[] pdu(int command, int status, int sequence, String body) {
        var octets = HexFormat.of().parseHex(body);
        return ByteBuffer.allocate(16 + octets.length)
                .putInt(16 + octets.length)
                .putInt(command)
                .putInt(status)
                .putInt(sequence)
                .put(octets)
                .array();
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (session != null) {
            session.close();
        }
    }

    private void accept() {
        while (true) {
            try {
                var next = server.accept();
                Thread.ofVirtual().start(() -> read(next));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void read(Socket socket) {
        try (socket) {
            session = socket;
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                var octets = new byte[in.readInt()];
                ByteBuffer.wrap(octets).putInt(octets.length);
                in.readFully(octets, 4, octets.length - 4);
                var header = ByteBuffer.wrap(octets);
                handle(socket, new Pdu(header.getInt(4), header.getInt(8), header.getInt(12), octets));
            }
        } catch (IOException e) {
            // The session has ended.
        }
    }

    private void handle(Socket socket, Pdu pdu) throws IOException {
        switch (pdu.command()) {
            case SUBMIT_SM -> {
                submits.add(pdu);
                var octets = answer.apply(pdu);
                if (octets != null) {
                    socket.getOutputStream().write(octets);
                }
            }
            case DELIVER_SM_RESP, DATA_SM_RESP, GENERIC_NACK -> answers.add(pdu);
            default -> {
                if (pdu.command() > 0 && (pdu.command() != ENQUIRE_LINK || answersEnquireLinks)) {
                    socket.getOutputStream()
                            .write(pdu(pdu.command() | RESPONSE, 0, pdu.sequence(), body(pdu.command())));
                }
            }
        }
    }

    private String body(int command) {
        return switch (command) {
            case BIND_TRANSCEIVER -> bindBody;
            case UNBIND, ENQUIRE_LINK -> "";
            default -> "00";
        };
    }
}
