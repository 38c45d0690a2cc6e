package io.parley.messaging.channel.sms;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.EnquireLinkCommandTask;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.util.DefaultComposer;

/** A session that also shows the SMSC's version and measures its link. */
final class SmppClientSession extends SMPPSession {
    private final PduReader reader;

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
