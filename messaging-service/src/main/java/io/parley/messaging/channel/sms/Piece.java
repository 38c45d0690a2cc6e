package io.parley.messaging.channel.sms;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * One {@code deliver_sm} that a person's message travelled in, freed of its header.
 *
 * @param reference tells texts of several parts apart; 0 for a text of one
 * @param total parts of the text
 * @param number this one's, from 1
 */
record Piece(String person, String identity, int reference, int total, int number, byte coding, byte[] octets) {
    private static final int EIGHT_BIT_REFERENCE = 0x00;
    private static final int SIXTEEN_BIT_REFERENCE = 0x08;

    static Piece of(DeliverSm pdu) {
        var octets = Optional.ofNullable(pdu.getShortMessage())
                .filter(message -> message.length > 0)
                .or(() -> Receipt.parameter(pdu, Tag.MESSAGE_PAYLOAD))
                .orElse(new byte[0]);
        var headerLength = pdu.isUdhi() && octets.length > 0 ? Math.min(octets.length, (octets[0] & 0xFF) + 1) : 0;
        var place = Place.ofHeader(Arrays.copyOf(octets, headerLength))
                .or(() -> Place.ofParameters(pdu))
                .orElse(Place.ALONE);
        return new Piece(
                bare(pdu.getSourceAddr()),
                bare(pdu.getDestAddress()),
                place.reference,
                place.total,
                place.number,
                pdu.getDataCoding(),
                Arrays.copyOfRange(octets, headerLength, octets.length));
    }

    boolean isWhole() {
        return total == 1;
    }

    private static String bare(String address) {
        return address == null ? "" : address.startsWith("+") ? address.substring(1) : address;
    }

    private record Place(int reference, int total, int number) {
        static final Place ALONE = new Place(0, 1, 1);

        /** A header is its length and elements of type, length and value. */
        static Optional<Place> ofHeader(byte[] header) {
            var elements = ByteBuffer.wrap(header);
            if (elements.hasRemaining()) {
                elements.get();
            }
            while (elements.remaining() >= 2) {
                var type = elements.get() & 0xFF;
                var value = new byte[Math.min(elements.get() & 0xFF, elements.remaining())];
                elements.get(value);
                if (type == EIGHT_BIT_REFERENCE && value.length == 3) {
                    return of(value[0] & 0xFF, value[1] & 0xFF, value[2] & 0xFF);
                }
                if (type == SIXTEEN_BIT_REFERENCE && value.length == 4) {
                    return of(((value[0] & 0xFF) << 8) | (value[1] & 0xFF), value[2] & 0xFF, value[3] & 0xFF);
                }
            }
            return Optional.empty();
        }

        static Optional<Place> ofParameters(DeliverSm pdu) {
            var reference = number(pdu, Tag.SAR_MSG_REF_NUM);
            var total = number(pdu, Tag.SAR_TOTAL_SEGMENTS);
            var number = number(pdu, Tag.SAR_SEGMENT_SEQNUM);
            return reference < 0 || total < 0 || number < 0 ? Optional.empty() : of(reference, total, number);
        }

        private static Optional<Place> of(int reference, int total, int number) {
            return total > 1 && number >= 1 && number <= total
                    ? Optional.of(new Place(reference, total, number))
                    : Optional.empty();
        }

        private static int number(DeliverSm pdu, Tag tag) {
            return Receipt.parameter(pdu, tag)
                    .filter(value -> value.length > 0)
                    .map(value -> value.length == 1 ? value[0] & 0xFF : ((value[0] & 0xFF) << 8) | (value[1] & 0xFF))
                    .orElse(-1);
        }
    }
}
