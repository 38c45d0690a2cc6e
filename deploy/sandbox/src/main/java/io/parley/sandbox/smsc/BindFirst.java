package io.parley.sandbox.smsc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

/**
 * Responds to requests before a bind with ESME_RINVBNDSTS, as SMPP 3.4 requires; jsmpp closes the connection without a
 * response, and still does so afterwards. Drops enquire_link while the fault plan has it so.
 */
final class BindFirst extends DefaultPDUReader {
    private static final int RESPONSE = 0x80000000;

    private final OutputStream out;
    private final BooleanSupplier enquireLinks;
    private boolean bound;

    BindFirst(OutputStream out, BooleanSupplier enquireLinks) {
        this.out = out;
        this.enquireLinks = enquireLinks;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        var header = super.readPDUHeader(in);
        while (header.getCommandId() == SMPPConstant.CID_ENQUIRE_LINK && !enquireLinks.getAsBoolean()) {
            header = super.readPDUHeader(in); // an enquire_link has no body
        }
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
