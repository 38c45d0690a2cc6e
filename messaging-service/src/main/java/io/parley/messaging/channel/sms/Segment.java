package io.parley.messaging.channel.sms;

import io.parley.messaging.channel.sms.UserDataHeader.Place;
import java.util.Optional;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * One PDU of an inbound text, without its header.
 *
 * @param reference identifies a text of several segments; 0 for a text of one
 * @param total number of segments of the text
 * @param number number of this segment, from 1
 * @param coding {@code data_coding}
 * @param alphabet the GSM-7 tables that its header names
 */
record Segment(
        String person,
        String identity,
        int reference,
        int total,
        int number,
        byte coding,
        Gsm7 alphabet,
        byte[] octets) {

    static Segment of(Delivery delivery) {
        var header = UserDataHeader.of(delivery.header());
        var place = header.place().or(() -> placeInParameters(delivery)).orElse(Place.ALONE);
        return new Segment(
                delivery.source(),
                delivery.destination(),
                place.reference(),
                place.total(),
                place.number(),
                delivery.coding(),
                header.alphabet(),
                delivery.body());
    }

    boolean isSingle() {
        return total == 1;
    }

    private static Optional<Place> placeInParameters(Delivery delivery) {
        var reference = number(delivery, Tag.SAR_MSG_REF_NUM);
        var total = number(delivery, Tag.SAR_TOTAL_SEGMENTS);
        var number = number(delivery, Tag.SAR_SEGMENT_SEQNUM);
        return reference < 0 || total < 0 || number < 0 ? Optional.empty() : Place.of(reference, total, number);
    }

    private static int number(Delivery delivery, Tag tag) {
        return delivery.parameter(tag)
                .map(value -> value.length == 1 ? value[0] & 0xFF : ((value[0] & 0xFF) << 8) | (value[1] & 0xFF))
                .orElse(-1);
    }
}
