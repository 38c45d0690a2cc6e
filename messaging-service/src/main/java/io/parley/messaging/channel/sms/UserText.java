package io.parley.messaging.channel.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns octets a person sent into text, by SMPP's data_coding. */
final class UserText {
    private static final int CLASS_GROUP = 0xF0;
    private static final int CLASS_EIGHT_BIT = 0x04;
    private static final int ALPHABET = 0x0C;

    private UserText() {}

    /** Empty for what is no text. */
    static Optional<String> decode(byte coding, byte[] octets, DefaultAlphabet alphabet) {
        return charsetOrDefault(coding & 0xFF).map(charset -> charset.map(known -> new String(octets, known))
                .orElseGet(() -> alphabet.decode(octets)));
    }

    /** Empty for binary, an empty charset for the SMSC's alphabet. */
    private static Optional<Optional<Charset>> charsetOrDefault(int coding) {
        return switch (coding) {
            case 0, 1 -> Optional.of(Optional.empty());
            case 2, 4 -> Optional.empty();
            case 3 -> Optional.of(Optional.of(StandardCharsets.ISO_8859_1));
            case 6 -> Optional.of(Optional.of(Charset.forName("ISO-8859-5")));
            case 7 -> Optional.of(Optional.of(Charset.forName("ISO-8859-8")));
            case 8 -> Optional.of(Optional.of(StandardCharsets.UTF_16BE));
            default -> ofGroup(coding);
        };
    }

    /** The coding groups of GSM 03.38, which some SMSCs pass through. */
    private static Optional<Optional<Charset>> ofGroup(int coding) {
        if ((coding & CLASS_GROUP) == CLASS_GROUP) {
            return (coding & CLASS_EIGHT_BIT) == 0 ? Optional.of(Optional.empty()) : Optional.empty();
        }
        return switch (coding & ALPHABET) {
            case 0 -> Optional.of(Optional.empty());
            case 8 -> Optional.of(Optional.of(StandardCharsets.UTF_16BE));
            default -> Optional.empty();
        };
    }
}
