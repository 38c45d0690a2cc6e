package io.parley.messaging.channel.sms;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.SMPPConstant;

/**
 * Reads PDUs so that jsmpp can decode the body of each. jsmpp's decoder cannot be replaced, and one that it cannot decode
 * is lost without an answer or an error: a positive answer to a submit counts as none, and the text is sent again. So
 * bodies whose content matters go through it as they came, in a {@link RawPdu}, and those that do not matter are left out.
 */
final class PduReader extends DefaultPDUReader {

    /** The longest value of a parameter, 65,535 octets, with room for everything else. A longer PDU ends the session. */
    static final int MAX_LENGTH = 0x12000;

    @Override
    public byte[] readPDU(DataInputStream in, int length, int commandId, int status, int sequence) throws IOException {
        if (length > MAX_LENGTH) {
            throw new IOException("PDU of " + length + " octets");
        }
        var pdu = super.readPDU(in, length, commandId, status, sequence);
        return switch (commandId) {
            case SMPPConstant.CID_SUBMIT_SM_RESP -> RawPdu.wrap(pdu, RawPdu.EMPTY_ID);
            case SMPPConstant.CID_DELIVER_SM -> RawPdu.wrap(pdu, RawPdu.EMPTY_DELIVER_SM);
            case SMPPConstant.CID_DATA_SM -> RawPdu.wrap(pdu, RawPdu.EMPTY_DATA_SM);
            case SMPPConstant.CID_BIND_RECEIVER_RESP,
                    SMPPConstant.CID_BIND_TRANSMITTER_RESP,
                    SMPPConstant.CID_BIND_TRANSCEIVER_RESP -> RawPdu.header(pdu);
            default -> pdu;
        };
    }
}
