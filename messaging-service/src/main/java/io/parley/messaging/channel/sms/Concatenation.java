package io.parley.messaging.channel.sms;

/** How an SMSC expects the segments of a long text to be marked. */
enum Concatenation {
    /** User data header with an 8-bit reference. */
    UDH8(5),
    /** User data header with a 16-bit reference. */
    UDH16(6),
    /** Optional parameters {@code sar_*}; the SMSC writes the header, with an 8-bit reference. */
    SAR(5),
    /** The whole text in {@code message_payload}; the SMSC splits it. */
    PAYLOAD(0);

    private final int octets;

    Concatenation(int octets) {
        this.octets = octets;
    }

    /** Octets of the element in the header of each segment. */
    int octets() {
        return octets;
    }

    /** Whether we write the header of a segment, so that it can contain other elements. */
    boolean writesHeader() {
        return this == UDH8 || this == UDH16;
    }
}
