package io.parley.messaging.channel.sms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jsmpp.bean.OptionalParameter;

/**
 * Passes a PDU through jsmpp unchanged: the body is replaced by an empty one that can always be decoded, followed by
 * optional parameters whose concatenated values are the PDU.
 */
final class RawPdu {
    static final int HEADER = 16;

    /** An empty {@code message_id}. */
    static final int EMPTY_ID = 1;

    /** The mandatory fields of a {@code deliver_sm}, each zero or empty. */
    static final int EMPTY_DELIVER_SM = 17;

    /** The mandatory fields of a {@code data_sm}, each zero or empty. */
    static final int EMPTY_DATA_SM = 10;

    /** Reserved for SMSC vendors (SMPP 3.4 §5.3.2); it never leaves this process. */
    private static final short TAG = 0x15FA;

    private static final short SC_INTERFACE_VERSION = 0x0210;

    /** jsmpp reads the length of a parameter as a signed number. */
    private static final int MAX_VALUE = Short.MAX_VALUE;

    /** Longer ids are in no standard, and our indexes limit the length. */
    private static final int MAX_ID = 255;

    private RawPdu() {}

    /** @param emptyBody number of zero octets of an empty body */
    static byte[] wrap(byte[] pdu, int emptyBody) {
        var parameters = (pdu.length + MAX_VALUE - 1) / MAX_VALUE;
        var wrapped = ByteBuffer.allocate(HEADER + emptyBody + 4 * parameters + pdu.length);
        wrapped.put(pdu, 0, HEADER).putInt(0, wrapped.capacity()).position(HEADER + emptyBody);
        for (var at = 0; at < pdu.length; at += MAX_VALUE) {
            var length = Math.min(MAX_VALUE, pdu.length - at);
            wrapped.putShort(TAG).putShort((short) length).put(pdu, at, length);
        }
        return wrapped.array();
    }

    /** Removes the body. */
    static byte[] header(byte[] pdu) {
        return ByteBuffer.wrap(Arrays.copyOf(pdu, HEADER)).putInt(0, HEADER).array();
    }

    /**
     * The {@code sc_interface_version} in the response to a bind: the first parameter after the {@code system_id} that
     * has its tag. Empty if there is none, or if the parameters are malformed before it.
     */
    static OptionalInt interfaceVersion(byte[] bindResponse) {
        var body = ByteBuffer.wrap(bindResponse);
        body.position(Math.min(HEADER, body.limit()));
        while (body.hasRemaining() && body.get() != 0) {
            // The system_id.
        }
        while (body.remaining() >= 4) {
            var tag = body.getShort();
            var length = Short.toUnsignedInt(body.getShort());
            if (length > body.remaining()) {
                break;
            }
            if (tag == SC_INTERFACE_VERSION && length == 1) {
                return OptionalInt.of(Byte.toUnsignedInt(body.get()));
            }
            body.position(body.position() + length);
        }
        return OptionalInt.empty();
    }

    /** The PDU as received. */
    static byte[] unwrap(OptionalParameter[] parameters) {
        var pdu = new ByteArrayOutputStream();
        Arrays.stream(parameters)
                .filter(parameter -> parameter.tag == TAG)
                .map(OptionalParameter.OctetString.class::cast)
                .forEach(parameter -> pdu.writeBytes(parameter.getValue()));
        return pdu.toByteArray();
    }

    /**
     * The {@code message_id} of a response, up to its NUL or to the end if that is missing. Empty if there is none or
     * it is too long to identify a message in a receipt.
     */
    static Optional<String> messageId(byte[] pdu) {
        return CString.of(pdu, HEADER).filter(id -> id.length() <= MAX_ID);
    }
}
