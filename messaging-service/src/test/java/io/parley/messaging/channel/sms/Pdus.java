package io.parley.messaging.channel.sms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds PDUs that an SMSC delivers. */
final class Pdus {
    static final int DELIVER_SM = 0x05;
    static final int DATA_SM = 0x103;
    static final String PERSON = "491555000111";
    static final String US = "4930555200";

    private Pdus() {}

    /** @param parameters optional parameters in hex */
    static byte[] deliverSm(int esmClass, int coding, byte[] message, String... parameters) {
        return deliverSm(PERSON, US, esmClass, coding, message, parameters);
    }

    static byte[] deliverSm(String from, String to, int esmClass, int coding, byte[] message, String... parameters) {
        var out = body(from, to, esmClass);
        out.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, (byte) coding, 0, (byte) message.length});
        out.writeBytes(message);
        return pdu(DELIVER_SM, out, parameters);
    }

    static byte[] receipt(String text, String... parameters) {
        return deliverSm(0x04, 0, text.getBytes(StandardCharsets.US_ASCII), parameters);
    }

    static byte[] dataSm(int esmClass, int coding, String... parameters) {
        var out = body(PERSON, US, esmClass);
        out.writeBytes(new byte[] {0, (byte) coding});
        return pdu(DATA_SM, out, parameters);
    }

    static String parameter(int tag, byte[] value) {
        return "%04x%04x%s".formatted(tag, value.length, HexFormat.of().formatHex(value));
    }

    static String payload(String text) {
        return parameter(0x0424, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteArrayOutputStream body(String from, String to, int esmClass) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 1, 1});
        out.writeBytes((from + "\0").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {1, 1});
        out.writeBytes((to + "\0").getBytes(StandardCharsets.US_ASCII));
        out.write(esmClass);
        return out;
    }

    private static byte[] pdu(int command, ByteArrayOutputStream body, String... parameters) {
        for (var parameter : parameters) {
            body.writeBytes(HexFormat.of().parseHex(parameter));
        }
        return ByteBuffer.allocate(RawPdu.HEADER + body.size())
                .putInt(RawPdu.HEADER + body.size())
                .putInt(command)
                .putInt(0)
                .putInt(1)
                .put(body.toByteArray())
                .array();
    }
}
