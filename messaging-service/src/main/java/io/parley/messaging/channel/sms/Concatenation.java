package io.parley.messaging.channel.sms;

/**
 * How an SMSC wants to be told that several messages are one text.
 *
 * <p>The limits are septets (GSM 03.38) and UTF-16 units (UCS-2) that fit into one of several parts; 160 and 70 fit where
 * there is but one.
 */
enum Concatenation {
    /** User data header with an 8-bit reference. */
    UDH8(153, 67),
    /** User data header with a 16-bit reference. */
    UDH16(152, 66),
    /** Optional parameters {@code sar_*}; the SMSC makes the header. */
    SAR(153, 67),
    /** The whole text in {@code message_payload}; the SMSC splits it. */
    PAYLOAD(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final int septets;
    private final int units;

    Concatenation(int septets, int units) {
        this.septets = septets;
        this.units = units;
    }

    int septetsOfPart() {
        return septets;
    }

    int unitsOfPart() {
        return units;
    }
}
