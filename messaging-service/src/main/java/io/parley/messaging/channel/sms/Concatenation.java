package io.parley.messaging.channel.sms;

/** How an SMSC wants to be told that several messages are one text. */
enum Concatenation {
    /** User data header with an 8-bit reference. */
    UDH8(5),
    /** User data header with a 16-bit reference. */
    UDH16(6),
    /** Optional parameters {@code sar_*}; the SMSC makes the header, with an 8-bit reference. */
    SAR(5),
    /** The whole text in {@code message_payload}; the SMSC splits it. */
    PAYLOAD(0);

    private final int octets;

    Concatenation(int octets) {
        this.octets = octets;
    }

    /** Octets that the element takes in the header of each part. */
    int octets() {
        return octets;
    }

    /** Whether other elements may stand in the header of a part. */
    boolean leavesTheHeaderToUs() {
        return this == UDH8 || this == UDH16;
    }
}
