package io.parley.messaging.channel.sms;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * A {@code deliver_sm} or {@code data_sm} of an SMSC. Decoded without the length limits of the standard, because a PDU
 * that is rejected for them is lost.
 *
 * @param pdu the whole PDU as received
 * @param source {@code source_addr} without a leading +
 * @param destination {@code destination_addr} without a leading +
 * @param content {@code short_message} or {@code message_payload}, header included
 * @param parameters optional parameters by their tag
 */
record Delivery(
        byte[] pdu,
        String source,
        String destination,
        int esmClass,
        byte coding,
        byte[] content,
        Map<Integer, byte[]> parameters) {
    private static final int HEADER_PRESENT = 0x40;

    /** Empty if the PDU ends within its mandatory fields or within its content. */
    static Optional<Delivery> of(byte[] pdu) {
        try {
            return Optional.of(read(pdu));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** The value of an optional parameter; empty if the parameter or its value is missing. */
    Optional<byte[]> parameter(Tag tag) {
        return Optional.ofNullable(parameters.get(tag.code() & 0xFFFF)).filter(value -> value.length > 0);
    }

    /** The user data header with its length octet; empty if there is none. */
    byte[] header() {
        return Arrays.copyOf(content, headerLength());
    }

    /** The content after the header. */
    byte[] body() {
        return Arrays.copyOfRange(content, headerLength(), content.length);
    }

    private int headerLength() {
        return (esmClass & HEADER_PRESENT) == 0 || content.length == 0
                ? 0
                : Math.min(content.length, (content[0] & 0xFF) + 1);
    }

    private static Delivery read(byte[] pdu) {
        var in = ByteBuffer.wrap(pdu).position(RawPdu.HEADER);
        text(in);
        var source = address(in);
        var destination = address(in);
        var esmClass = in.get() & 0xFF;
        return pdu.length > Integer.BYTES && ByteBuffer.wrap(pdu).getInt(Integer.BYTES) == SMPPConstant.CID_DATA_SM
                ? dataSm(pdu, in, source, destination, esmClass)
                : deliverSm(pdu, in, source, destination, esmClass);
    }

    private static Delivery dataSm(byte[] pdu, ByteBuffer in, String source, String destination, int esmClass) {
        in.get();
        var coding = in.get();
        return with(pdu, in, source, destination, esmClass, coding, new byte[0]);
    }

    private static Delivery deliverSm(byte[] pdu, ByteBuffer in, String source, String destination, int esmClass) {
        in.getShort();
        text(in);
        text(in);
        in.getShort();
        var coding = in.get();
        in.get();
        var message = new byte[in.get() & 0xFF];
        in.get(message);
        return with(pdu, in, source, destination, esmClass, coding, message);
    }

    private static Delivery with(
            byte[] pdu, ByteBuffer in, String source, String destination, int esmClass, byte coding, byte[] message) {
        var parameters = parameters(in, message.length == 0);
        var payload = parameters.getOrDefault(Tag.MESSAGE_PAYLOAD.code() & 0xFFFF, new byte[0]);
        return new Delivery(
                pdu, source, destination, esmClass, coding, message.length == 0 ? payload : message, parameters);
    }

    /**
     * @param contentExpected whether the content must be a parameter, so that a truncated one makes the PDU unreadable
     */
    private static Map<Integer, byte[]> parameters(ByteBuffer in, boolean contentExpected) {
        Map<Integer, byte[]> parameters = new HashMap<>();
        while (in.remaining() >= Integer.BYTES) {
            var tag = in.getShort() & 0xFFFF;
            var length = in.getShort() & 0xFFFF;
            if (length > in.remaining()) {
                if (contentExpected) {
                    throw new BufferUnderflowException();
                }
                return parameters;
            }
            var value = new byte[length];
            in.get(value);
            parameters.putIfAbsent(tag, value);
        }
        return parameters;
    }

    private static String address(ByteBuffer in) {
        in.getShort();
        var address = text(in);
        return address.startsWith("+") ? address.substring(1) : address;
    }

    private static String text(ByteBuffer in) {
        var end = CString.end(in.array(), in.position());
        if (end == in.limit()) {
            throw new BufferUnderflowException();
        }
        var text = CString.of(in.array(), in.position()).orElse("");
        in.position(end + 1);
        return text;
    }
}
