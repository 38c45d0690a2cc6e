package io.parley.sandbox.smsc;

import java.io.IOException;
import java.net.Socket;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SessionStateListener;
import org.jsmpp.session.connection.socket.SocketConnection;

/**
 * Session of one ESME. Its deliver_sm await their responses without a thread each; its submits are processed
 * sequentially, so that the ledger keeps their order.
 */
final class Bind extends SMPPServerSession {

    private static final int DEGREE = 1;
    private static final int QUEUE = 20_000;
    private static final int ENQUIRE_LINK_MS = 30_000;
    private static final int INITIATION_MS = 5_000;

    private final SubmitResponses responses;
    private final Map<Integer, InFlightDeliver> inFlight = new ConcurrentHashMap<>();

    private Bind(
            SocketConnection connection,
            SessionStateListener states,
            ServerMessageReceiverListener submits,
            SubmitResponses responses,
            BooleanSupplier enquireLinks) {
        super(
                connection,
                states,
                submits,
                null,
                DEGREE,
                QUEUE,
                responses,
                new BindFirst(connection.getOutputStream(), enquireLinks));
        this.responses = responses;
        setEnquireLinkTimer(ENQUIRE_LINK_MS);
        setTransactionTimer(ENQUIRE_LINK_MS);
    }

    /** @param enquireLinks whether enquire_link gets a response */
    static Bind of(
            Socket socket,
            SessionStateListener states,
            ServerMessageReceiverListener submits,
            BooleanSupplier enquireLinks)
            throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(INITIATION_MS);
        return new Bind(new SocketConnection(socket), states, submits, new SubmitResponses(), enquireLinks);
    }

    SubmitResponses responses() {
        return responses;
    }

    int inFlightDelivers() {
        return inFlight.size();
    }

    boolean receives() {
        return getSessionState().isReceivable();
    }

    /** Writes a deliver_sm. Reports the status of its response later, or -1 if the session ends or it times out. */
    void deliver(Deliver deliver, IntConsumer onResponse) throws IOException, PDUException {
        var number = sequence().nextValue();
        inFlight.put(number, new InFlightDeliver(onResponse));
        try {
            write(deliver, number);
        } catch (IOException | PDUException e) {
            inFlight.remove(number);
            throw e;
        }
    }

    private void write(Deliver deliver, int number) throws IOException, PDUException {
        switch (deliver.command()) {
            case deliver_sm -> writeDeliverSm(deliver, number);
            case data_sm -> writeDataSm(deliver, number);
        }
    }

    private void writeDataSm(Deliver deliver, int number) throws IOException, PDUException {
        pduSender()
                .sendDataSm(
                        connection().getOutputStream(),
                        number,
                        "",
                        Deliver.ton(deliver.from()),
                        Deliver.npi(deliver.from()),
                        deliver.from(),
                        Deliver.ton(deliver.to()),
                        Deliver.npi(deliver.to()),
                        deliver.to(),
                        new ESMClass(deliver.esmClass()),
                        new RegisteredDelivery(0),
                        new RawDataCoding(deliver.dataCoding()),
                        deliver.parameters());
    }

    private void writeDeliverSm(Deliver deliver, int number) throws IOException, PDUException {
        pduSender()
                .sendDeliverSm(
                        connection().getOutputStream(),
                        number,
                        "",
                        Deliver.ton(deliver.from()),
                        Deliver.npi(deliver.from()),
                        deliver.from(),
                        Deliver.ton(deliver.to()),
                        Deliver.npi(deliver.to()),
                        deliver.to(),
                        new ESMClass(deliver.esmClass()),
                        (byte) 0,
                        (byte) 0,
                        new RegisteredDelivery(0),
                        new RawDataCoding(deliver.dataCoding()),
                        deliver.octets(),
                        deliver.parameters());
    }

    /** Times out deliver_sm that are in flight for longer than this. */
    void expire(long timeoutMs) {
        var oldest = System.nanoTime() - timeoutMs * 1_000_000L;
        for (Iterator<InFlightDeliver> all = inFlight.values().iterator(); all.hasNext(); ) {
            var one = all.next();
            if (one.since < oldest) {
                all.remove();
                one.onResponse.accept(-1);
            }
        }
    }

    @Override
    protected PendingResponse<Command> removePendingResponse(int number) {
        var pending = inFlight.remove(number);
        return pending == null ? super.removePendingResponse(number) : pending;
    }

    /** A deliver_sm in flight. */
    private static final class InFlightDeliver extends PendingResponse<Command> {

        private final long since = System.nanoTime();
        private final IntConsumer onResponse;

        private InFlightDeliver(IntConsumer onResponse) {
            super(ENQUIRE_LINK_MS);
            this.onResponse = onResponse;
        }

        @Override
        public void done(Command response) {
            onResponse.accept(response.getCommandStatus());
        }

        @Override
        public void doneWithInvalidResponse(InvalidResponseException e) {
            onResponse.accept(-1);
        }
    }
}
