package io.parley.messaging.channel.sms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsmpp.bean.OptionalParameter;

/**
 * What one {@code submit_sm} carries.
 *
 * @param esmClass 0x40 where a user data header leads the octets
 * @param dataCoding 0 for the SMSC's alphabet, 8 for UCS-2
 * @param octets {@code short_message}; empty where the text is in an optional parameter
 * @param parameters optional parameters
 */
record UserData(byte esmClass, byte dataCoding, byte[] octets, OptionalParameter... parameters) {
    private static final byte HEADER_PRESENT = 0x40;
    private static final byte UCS2 = 0x08;
    private static final int OCTETS_ALONE = 160;
    private static final int UCS2_OCTETS_ALONE = 140;

    /**
     * Encodes a text as the SMSC wants it.
     *
     * @param reference tells the parts of one text from those of another; its low bits are used
     */
    static List<UserData> of(String text, int reference, SmsConfig.Text settings) {
        return of(SegmentedText.of(text, settings), reference, settings.charset(), settings.concatenation());
    }

    static List<UserData> of(
            SegmentedText segments, int reference, DefaultAlphabet alphabet, Concatenation concatenation) {
        var total = segments.texts().size();
        var parts = new ArrayList<UserData>(total);
        for (var i = 0; i < total; i++) {
            var part = segments.texts().get(i);
            var octets = segments.wide()
                    ? part.getBytes(StandardCharsets.UTF_16BE)
                    : alphabet.encode(part, segments.alphabet());
            byte coding = segments.wide() ? UCS2 : 0;
            var elements = segments.wide() ? new byte[0] : segments.alphabet().elements();
            parts.add(
                    total == 1
                            ? alone(coding, octets, elements)
                            : part(concatenation, coding, octets, elements, new Place(reference, total, i + 1)));
        }
        return List.copyOf(parts);
    }

    /** What {@code user_message_reference} says of a part, counted from 0, of a text with this reference. */
    static int reference(int ofText, int part) {
        return (ofText + part) & 0xFFFF;
    }

    /** The same with a {@code user_message_reference} (SMPP 3.4, 5.3.2.17), which SMSCs return in receipts. */
    UserData referring(int reference) {
        var more = Arrays.copyOf(parameters, parameters.length + 1);
        more[parameters.length] = new OptionalParameter.User_message_reference((short) reference);
        return new UserData(esmClass, dataCoding, octets, more);
    }

    /** The alphabet that goes over the air. */
    String encoding() {
        return dataCoding == UCS2 ? "UCS-2" : "GSM-7";
    }

    private static UserData alone(byte coding, byte[] octets, byte... elements) {
        if (elements.length > 0) {
            return withHeader(coding, octets, elements);
        }
        return octets.length <= (coding == UCS2 ? UCS2_OCTETS_ALONE : OCTETS_ALONE)
                ? new UserData((byte) 0, coding, octets)
                : new UserData((byte) 0, coding, new byte[0], new OptionalParameter.Message_payload(octets));
    }

    private static UserData part(
            Concatenation concatenation, byte coding, byte[] octets, byte[] elements, Place place) {
        return switch (concatenation) {
            case UDH8 -> withHeader(coding, octets, place.element8(), elements);
            case UDH16 -> withHeader(coding, octets, place.element16(), elements);
            case SAR -> new UserData((byte) 0, coding, octets, place.parameters());
            case PAYLOAD -> throw new IllegalStateException("a payload is never cut");
        };
    }

    private static UserData withHeader(byte coding, byte[] octets, byte[]... elements) {
        var length = Arrays.stream(elements).mapToInt(element -> element.length).sum();
        var whole = ByteBuffer.allocate(1 + length + octets.length).put((byte) length);
        Arrays.stream(elements).forEach(whole::put);
        return new UserData(HEADER_PRESENT, coding, whole.put(octets).array());
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
