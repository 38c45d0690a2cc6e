package io.parley.messaging.channel.sms;

import io.parley.runtime.test.Eventually;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnectionFactory;
import org.jsmpp.util.MessageId;

/** An SMSC on loopback that records submits and returns scripted responses. */
final class ScriptedSmsc implements AutoCloseable, RefusesOtherPdus {

    /** Returns the message id of a submit, or throws its status. */
    interface Answer {
        String to(SubmitSm submit, SMPPServerSession session) throws ProcessRequestException;
    }

    private final int port;
    private final ServerConnectionFactory sockets;
    private final List<SubmitSm> submits = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final List<BindType> binds = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger(100);
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Answer answer;
    private volatile int bindStatus;
    private volatile String requiredPassword;
    private volatile SMPPServerSessionListener listener;

    ScriptedSmsc() {
        this(new ServerSocketConnectionFactory());
    }

    ScriptedSmsc(ServerConnectionFactory sockets) {
        this.sockets = sockets;
        this.port = freePort();
        start();
    }

    int port() {
        return port;
    }

    List<SubmitSm> submits() {
        return List.copyOf(submits);
    }

    /** Returns the number of connections so far, whether or not a bind arrived. */
    int connections() {
        return connections.get();
    }

    /** Rejects binds with another password. */
    void requirePassword(String password) {
        requiredPassword = password;
    }

    List<BindType> binds() {
        return List.copyOf(binds);
    }

    void answer(Answer next) {
        submits.clear();
        answer = next;
    }

    void acceptAll() {
        answer((submit, session) -> Integer.toString(ids.incrementAndGet()));
    }

    void rejectAll(int status) {
        answer((submit, session) -> {
            throw new ProcessRequestException("refused", status);
        });
    }

    /** Receives submits and responds only after the client's timeout. */
    void stayQuiet() {
        answer((submit, session) -> {
            delay(Duration.ofSeconds(3));
            return "1";
        });
    }

    /** Delays a response. */
    static void delay(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void rejectBinds(int status) {
        bindStatus = status;
    }

    /**
     * Listens again on the same port. It may be in use for a moment: a client that tries to reconnect to a closed port
     * of the ephemeral range can be connected to itself.
     */
    void start() {
        acceptAll();
        if (listener == null) {
            Eventually.holds(this::listen);
        }
    }

    private void listen() {
        try {
            var opened = new SMPPServerSessionListener(port, 0, 50, sockets);
            opened.setPduProcessorDegree(32);
            opened.setQueueCapacity(1000);
            opened.setMessageReceiverListener(this);
            listener = opened;
            Thread.ofVirtual().start(() -> acceptFrom(opened));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes the port and every session. */
    void shutDown() {
        try {
            if (listener != null) {
                listener.close();
                listener = null;
            }
            dropSessions();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void dropSessions() {
        sessions.forEach(SMPPServerSession::close);
        sessions.clear();
    }

    void dropOneSession() {
        sessions.removeFirst().close();
    }

    /** Delivers over the first session that can receive. */
    void deliver(String from, String to, int esmClass, int coding, byte[] octets, OptionalParameter... parameters)
            throws Exception {
        SmsTestBed.awaitUntil(() -> receiver().isPresent());
        receiver()
                .orElseThrow()
                .deliverShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        from,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to,
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        new RegisteredDelivery(),
                        new RawDataCoding((byte) coding),
                        octets,
                        parameters);
    }

    @Override
    public void close() {
        shutDown();
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session) throws ProcessRequestException {
        submits.add(submit);
        try {
            return new SubmitSmResult(new MessageId(answer.to(submit, session)), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<SMPPServerSession> receiver() {
        return sessions.stream()
                .filter(session -> session.getSessionState().isReceivable())
                .findFirst();
    }

    private void acceptFrom(SMPPServerSessionListener from) {
        while (true) {
            try {
                var session = from.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> bind(session));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            session.setTransactionTimer(5000);
            var request = session.waitForBind(5000);
            binds.add(request.getBindType());
            if (requiredPassword != null && !requiredPassword.equals(request.getPassword())) {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
                return;
            }
            if (bindStatus != 0) {
                request.reject(bindStatus);
                return;
            }
            request.accept("scripted", InterfaceVersion.IF_34);
            sessions.add(session);
        } catch (IOException | TimeoutException | PDUStringException e) {
            session.close();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
