package io.parley.messaging.channel.sms;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a user data header (3GPP TS 23.040 §9.2.3.24) by identifier; if one is repeated, the last is used.
 */
record UserDataHeader(Map<Integer, byte[]> elements) {
    private static final int EIGHT_BIT_REFERENCE = 0x00;
    private static final int SIXTEEN_BIT_REFERENCE = 0x08;
    static final int SINGLE_SHIFT = 0x24;
    static final int LOCKING_SHIFT = 0x25;

    /** @param octets with the length octet; empty if there is no header */
    static UserDataHeader of(byte[] octets) {
        Map<Integer, byte[]> elements = new HashMap<>();
        var in = ByteBuffer.wrap(octets);
        if (in.hasRemaining()) {
            in.get();
        }
        while (in.remaining() >= 2) {
            var type = in.get() & 0xFF;
            var value = new byte[Math.min(in.get() & 0xFF, in.remaining())];
            in.get(value);
            elements.put(type, value);
        }
        return new UserDataHeader(elements);
    }

    /** Position of the segment in its text; empty if missing or invalid. */
    Optional<Place> place() {
        return element(EIGHT_BIT_REFERENCE, 3)
                .flatMap(value -> Place.of(value[0] & 0xFF, value[1] & 0xFF, value[2] & 0xFF))
                .or(() -> element(SIXTEEN_BIT_REFERENCE, 4)
                        .flatMap(value -> Place.of(
                                ((value[0] & 0xFF) << 8) | (value[1] & 0xFF), value[2] & 0xFF, value[3] & 0xFF)));
    }

    /** The alphabet with the tables that the header names; default tables if it names none or unknown ones. */
    Gsm7 alphabet() {
        return new Gsm7(language(LOCKING_SHIFT), language(SINGLE_SHIFT));
    }

    private @Nullable NationalLanguage language(int type) {
        return element(type, 1)
                .flatMap(value -> NationalLanguage.of(value[0] & 0xFF))
                .orElse(null);
    }

    private Optional<byte[]> element(int type, int length) {
        return Optional.ofNullable(elements.get(type)).filter(value -> value.length == length);
    }

    /**
     * Position of a segment in its text.
     *
     * @param reference identifies a text of several segments; 0 for a text of one
     * @param number from 1
     */
    record Place(int reference, int total, int number) {
        static final Place ALONE = new Place(0, 1, 1);

        static Optional<Place> of(int reference, int total, int number) {
            return total > 1 && number >= 1 && number <= total
                    ? Optional.of(new Place(reference, total, number))
                    : Optional.empty();
        }
    }
}
