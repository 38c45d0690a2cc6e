package io.parley.sandbox.smsc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

/**
 * Responds to requests before a bind with ESME_RINVBNDSTS, as SMPP 3.4 requires; jsmpp closes the connection without a
 * response, and still does so afterwards.
 */
final class BindFirst extends DefaultPDUReader {
    private static final int RESPONSE = 0x80000000;

    private final OutputStream out;
    private boolean bound;

    BindFirst(OutputStream out) {
        this.out = out;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        var header = super.readPDUHeader(in);
        var command = header.getCommandId();
        bound = bound
                || command == SMPPConstant.CID_BIND_TRANSMITTER
                || command == SMPPConstant.CID_BIND_RECEIVER
                || command == SMPPConstant.CID_BIND_TRANSCEIVER;
        if (!bound && command >= 0 && command != SMPPConstant.CID_ENQUIRE_LINK) {
            new DefaultPDUSender()
                    .sendHeader(out, command | RESPONSE, SMPPConstant.STAT_ESME_RINVBNDSTS, header.getSequenceNumber());
        }
        return header;
    }
}
