package io.parley.messaging.channel.sms;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.OptionalInt;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.SMPPConstant;
import org.jspecify.annotations.Nullable;

/**
 * Reads PDUs so that jsmpp can decode every body. jsmpp's decoder cannot be replaced, and a PDU that it cannot decode
 * is lost without a response or an error: a positive response to a submit counts as none, and the text is sent again.
 * So bodies that are needed are passed through unchanged in a {@link RawPdu}, and the others are removed.
 */
final class PduReader extends DefaultPDUReader {

    /** The maximum value of a parameter, 65,535 octets, plus all other fields. A longer PDU ends the session. */
    static final int MAX_LENGTH = 0x12000;

    /** From the response to the bind; null if that had none. */
    private volatile @Nullable Integer interfaceVersion;

    /** The {@code sc_interface_version} of the response to the bind; empty if it had none. */
    OptionalInt interfaceVersion() {
        var version = interfaceVersion;
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
    }

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
                    SMPPConstant.CID_BIND_TRANSCEIVER_RESP -> bound(pdu);
            default -> pdu;
        };
    }

    private byte[] bound(byte[] pdu) {
        RawPdu.interfaceVersion(pdu).ifPresent(version -> interfaceVersion = version);
        return RawPdu.header(pdu);
    }
}
