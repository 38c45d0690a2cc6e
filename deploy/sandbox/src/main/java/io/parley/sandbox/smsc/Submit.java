package io.parley.sandbox.smsc;

import java.time.Duration;
import java.util.Arrays;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * A parsed submit_sm of the platform.
 *
 * @param reference the sender's reference number of the concatenated text
 * @param total number of segments of the text; 1 if it is not concatenated
 * @param number segment number, from 1
 * @param userReference user_message_reference, by which the sender correlates the receipt; null for none
 * @param validity from the submit on
 */
record Submit(
        String from,
        String to,
        String text,
        int reference,
        int total,
        int number,
        byte registeredDelivery,
        Short userReference,
        SmsCharset charset,
        Duration validity) {

    private record Segment(int reference, int total, int number) {
        private static final Segment WHOLE = new Segment(0, 1, 1);
    }

    static Submit of(SubmitSm pdu, SmsCharset standard) {
        var payload = pdu.getOptionalParameter(OptionalParameter.Message_payload.class);
        var octets = payload == null ? pdu.getShortMessage() : payload.getValue();
        var header = pdu.isUdhi() ? Math.min(octets.length, 1 + (octets[0] & 0xFF)) : 0;
        var segment = header == 0 ? sar(pdu) : udh(octets, header);
        var user = pdu.getOptionalParameter(OptionalParameter.User_message_reference.class);
        var charset = SmsCharset.of(pdu.getDataCoding(), standard);
        return new Submit(
                pdu.getSourceAddr(),
                pdu.getDestAddress(),
                charset.decode(Arrays.copyOfRange(octets, header, octets.length)),
                segment.reference,
                segment.total,
                segment.number,
                pdu.getRegisteredDelivery(),
                user == null ? null : user.getValue(),
                charset,
                ValidityPeriod.of(pdu.getValidityPeriod()));
    }

    private static Segment sar(SubmitSm pdu) {
        var reference = pdu.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
        var total = pdu.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
        var number = pdu.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
        return reference == null || total == null || number == null
                ? Segment.WHOLE
                : new Segment(reference.getValue() & 0xFFFF, total.getValue() & 0xFF, number.getValue() & 0xFF);
    }

    private static Segment udh(byte[] octets, int header) {
        for (var at = 1; at + 1 < header; at += 2 + (octets[at + 1] & 0xFF)) {
            if (octets[at] == 0x00 && at + 4 < header) {
                return new Segment(octets[at + 2] & 0xFF, octets[at + 3] & 0xFF, octets[at + 4] & 0xFF);
            }
            if (octets[at] == 0x08 && at + 5 < header) {
                var reference = (octets[at + 2] & 0xFF) << 8 | octets[at + 3] & 0xFF;
                return new Segment(reference, octets[at + 4] & 0xFF, octets[at + 5] & 0xFF);
            }
        }
        return Segment.WHOLE;
    }

    boolean isPart() {
        return total > 1;
    }

    /** Returns whether the sender requested a receipt for this outcome. */
    boolean wantsReceipt(boolean failed) {
        return switch (registeredDelivery & 0x03) {
            case 1 -> true;
            case 2 -> failed;
            default -> false;
        };
    }
}
