package io.parley.messaging.channel.sms;

import io.parley.messaging.channel.sms.SmsConfig.BindMode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;

/**
 * The session, or the pair of sessions, of one successful bind. It ends when either session ends.
 *
 * @param transmitter the session that submits
 * @param sessions all sessions
 * @param window free slots; pending submits of a lost session use no slots of the next one
 */
record Binding(SmppClientSession transmitter, List<SmppClientSession> sessions, Semaphore window, CountDownLatch lost) {

    /** @param password for these binds */
    static Binding open(SmsConfig.Smsc settings, String password, MessageReceiverListener listener) throws IOException {
        if (settings.session().bindMode() == BindMode.TRANSCEIVER) {
            return of(settings, List.of(bind(settings, password, BindType.BIND_TRX, listener)));
        }
        var transmitter = bind(settings, password, BindType.BIND_TX, listener);
        try {
            return of(settings, List.of(transmitter, bind(settings, password, BindType.BIND_RX, listener)));
        } catch (IOException e) {
            transmitter.unbindAndClose();
            throw e;
        }
    }

    /** Waits until a session is lost. */
    void awaitLoss() throws InterruptedException {
        lost.await();
    }

    boolean isBound() {
        return sessions.stream().allMatch(session -> session.getSessionState().isBound());
    }

    /**
     * Sends {@code enquire_link} over each session. Returns the maximum round trip.
     *
     * @throws IOException if a session is lost or has no valid response in time
     */
    Duration enquire(Duration timeout) throws IOException {
        var slowest = Duration.ZERO;
        for (var session : sessions) {
            var roundTrip = session.enquire(timeout);
            slowest = roundTrip.compareTo(slowest) > 0 ? roundTrip : slowest;
        }
        return slowest;
    }

    void unbind() {
        sessions.forEach(SMPPSession::unbindAndClose);
    }

    private static Binding of(SmsConfig.Smsc settings, List<SmppClientSession> sessions) {
        var lost = new CountDownLatch(1);
        for (var session : sessions) {
            session.addSessionStateListener((now, before, source) -> {
                if (!now.isBound()) {
                    lost.countDown();
                }
            });
        }
        var window = new Semaphore(settings.session().window());
        var binding = new Binding(sessions.getFirst(), sessions, window, lost);
        if (!binding.isBound()) {
            lost.countDown();
        }
        return binding;
    }

    private static SmppClientSession bind(
            SmsConfig.Smsc settings, String password, BindType type, MessageReceiverListener listener)
            throws IOException {
        var timing = settings.session();
        var session = new SmppClientSession(new SmppSockets(timing));
        session.setMessageReceiverListener(listener);
        session.setEnquireLinkTimer(Math.toIntExact(timing.enquireLink().toMillis()));
        session.setTransactionTimer(timing.submitTimeout().toMillis());
        session.setPduProcessorDegree(timing.window() + timing.receiveWindow());
        session.setQueueCapacity(4 * (timing.window() + timing.receiveWindow()));
        session.connectAndBind(
                settings.host(),
                settings.port(),
                parameters(settings, password, type),
                timing.bindTimeout().toMillis());
        return session;
    }

    private static BindParameter parameters(SmsConfig.Smsc settings, String password, BindType type) {
        return new BindParameter(
                type,
                settings.systemId(),
                password,
                settings.systemType().orElse(""),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                settings.addressRange().orElse(""));
    }
}
