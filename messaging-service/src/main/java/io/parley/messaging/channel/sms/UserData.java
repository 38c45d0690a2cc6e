package io.parley.messaging.channel.sms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsmpp.bean.OptionalParameter;

/**
 * Payload of one {@code submit_sm}.
 *
 * @param esmClass 0x40 if the octets start with a user data header
 * @param dataCoding 0 for the SMSC's default alphabet, 8 for UCS-2
 * @param octets {@code short_message}; empty if the text is in an optional parameter
 * @param parameters optional parameters
 */
record UserData(byte esmClass, byte dataCoding, byte[] octets, OptionalParameter... parameters) {
    private static final byte HEADER_PRESENT = 0x40;
    private static final byte UCS2 = 0x08;
    private static final int MAX_OCTETS = 160;
    private static final int MAX_UCS2_OCTETS = 140;

    /**
     * Encodes a text with the settings of the SMSC.
     *
     * @param reference identifies the text in its segments; the low bits are used
     */
    static List<UserData> of(String text, int reference, SmsConfig.Text settings) {
        return of(SegmentedText.of(text, settings), reference, settings.charset(), settings.concatenation());
    }

    static List<UserData> of(
            SegmentedText segments, int reference, DefaultAlphabet alphabet, Concatenation concatenation) {
        var total = segments.texts().size();
        var tables = segments.alphabet();
        byte coding = segments.wide() ? UCS2 : 0;
        var elements = tables == null ? new byte[0] : tables.elements();
        var userData = new ArrayList<UserData>(total);
        for (var i = 0; i < total; i++) {
            var segment = segments.texts().get(i);
            var octets =
                    tables == null ? segment.getBytes(StandardCharsets.UTF_16BE) : alphabet.encode(segment, tables);
            userData.add(
                    total == 1
                            ? single(coding, octets, elements)
                            : segment(concatenation, coding, octets, elements, new Place(reference, total, i + 1)));
        }
        return List.copyOf(userData);
    }

    /** The {@code user_message_reference} of a segment, counted from 0, of a text with this reference. */
    static int reference(int textReference, int index) {
        return (textReference + index) & 0xFFFF;
    }

    /** Returns a copy with a {@code user_message_reference} (SMPP 3.4, 5.3.2.17), which SMSCs return in receipts. */
    UserData withReference(int reference) {
        var extended = Arrays.copyOf(parameters, parameters.length + 1);
        extended[parameters.length] = new OptionalParameter.User_message_reference((short) reference);
        return new UserData(esmClass, dataCoding, octets, extended);
    }

    /** The alphabet on the air interface. */
    String encoding() {
        return dataCoding == UCS2 ? "UCS-2" : "GSM-7";
    }

    private static UserData single(byte coding, byte[] octets, byte... elements) {
        if (elements.length > 0) {
            return withHeader(coding, octets, elements);
        }
        return octets.length <= (coding == UCS2 ? MAX_UCS2_OCTETS : MAX_OCTETS)
                ? new UserData((byte) 0, coding, octets)
                : new UserData((byte) 0, coding, new byte[0], new OptionalParameter.Message_payload(octets));
    }

    private static UserData segment(
            Concatenation concatenation, byte coding, byte[] octets, byte[] elements, Place place) {
        return switch (concatenation) {
            case UDH8 -> withHeader(coding, octets, place.element8(), elements);
            case UDH16 -> withHeader(coding, octets, place.element16(), elements);
            case SAR -> new UserData((byte) 0, coding, octets, place.parameters());
            case PAYLOAD -> throw new IllegalStateException("a payload is not split");
        };
    }

    private static UserData withHeader(byte coding, byte[] octets, byte[]... elements) {
        var length = Arrays.stream(elements).mapToInt(element -> element.length).sum();
        var message = ByteBuffer.allocate(1 + length + octets.length).put((byte) length);
        Arrays.stream(elements).forEach(message::put);
        return new UserData(HEADER_PRESENT, coding, message.put(octets).array());
    }

    private record Place(int reference, int total, int number) {

        byte[] element8() {
            return new byte[] {0, 3, (byte) reference, (byte) total, (byte) number};
        }

        byte[] element16() {
            return new byte[] {8, 4, (byte) (reference >> 8), (byte) reference, (byte) total, (byte) number};
        }

        OptionalParameter[] parameters() {
            return new OptionalParameter[] {
                new OptionalParameter.Sar_msg_ref_num((short) reference),
                new OptionalParameter.Sar_total_segments((byte) total),
                new OptionalParameter.Sar_segment_seqnum((byte) number)
            };
        }
    }
}
