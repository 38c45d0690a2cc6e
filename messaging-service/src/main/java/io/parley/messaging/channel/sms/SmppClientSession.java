package io.parley.messaging.channel.sms;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.EnquireLinkCommandTask;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.util.DefaultComposer;

/** A session that also shows the SMSC's version, measures its link, and returns the sequence numbers of requests. */
final class SmppClientSession extends SMPPSession {
    private final PduReader reader;

    /** Of the last request of each thread: jsmpp's exceptions do not have the number of the refused request. */
    private final ThreadLocal<Integer> sequence = new ThreadLocal<>();

    /** Notes the sequence number of a request when it is sent. */
    private record NumberedTask(SendCommandTask task, IntConsumer note) implements SendCommandTask {
        @Override
        public void executeTask(OutputStream out, int sequenceNumber) throws PDUException, IOException {
            note.accept(sequenceNumber);
            task.executeTask(out, sequenceNumber);
        }

        @Override
        public String getCommandName() {
            return task.getCommandName();
        }
    }

    SmppClientSession(ConnectionFactory sockets) {
        this(new PduReader(), sockets);
    }

    private SmppClientSession(PduReader reader, ConnectionFactory sockets) {
        super(new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())), reader, sockets);
        this.reader = reader;
    }

    /** The {@code sc_interface_version} of the response to the bind, for example 0x34; empty if it had none. */
    OptionalInt interfaceVersion() {
        return reader.interfaceVersion();
    }

    /** Called on the thread that sends the request and waits for its response. */
    @Override
    protected Command executeSendCommand(SendCommandTask task, long timeout)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return super.executeSendCommand(new NumberedTask(task, sequence::set), timeout);
    }

    /** Returns the {@code sequence_number} of the last request of this thread. */
    int lastSequence() {
        return sequence.get();
    }

    /**
     * Sends {@code enquire_link} and waits for the response. Returns the round trip.
     *
     * @throws IOException if the session is lost or there is no valid response in time
     */
    Duration enquire(Duration timeout) throws IOException {
        var start = System.nanoTime();
        try {
            executeSendCommand(new EnquireLinkCommandTask(pduSender()), timeout.toMillis());
        } catch (ResponseTimeoutException e) {
            throw new IOException("no response within " + timeout.toMillis() + " ms", e);
        } catch (NegativeResponseException e) {
            throw new IOException("the response is " + CommandStatus.describe(e.getCommandStatus()), e);
        } catch (PDUException | InvalidResponseException e) {
            throw new IOException("the response is not valid", e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
