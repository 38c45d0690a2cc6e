package io.parley.messaging.channel.sms;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * How octets of a text are to be read, by SMPP's {@code data_coding} (SMPP 3.4 §5.2.19) and, where an SMSC passes them
 * through, by the coding groups of 3GPP TS 23.038 §4.
 */
enum DataCoding {
    /** What the SMSC takes for its default: {@link DefaultAlphabet}. */
    DEFAULT_ALPHABET(null),
    LATIN1("ISO-8859-1"),
    CYRILLIC("ISO-8859-5"),
    HEBREW("ISO-8859-8"),
    UCS2("UTF-16BE"),
    JAPANESE("ISO-2022-JP"),
    KOREAN("EUC-KR"),
    /** Octets of no text, or of an alphabet that is not known here. */
    BINARY(null),
    /** Text compressed by 3GPP TS 23.042, which no phone is known to send. */
    COMPRESSED(null);

    private static final int COMPRESSION = 0x20;
    private static final int EIGHT_BIT = 0x04;

    private final String charset;

    DataCoding(String charset) {
        this.charset = charset;
    }

    static DataCoding of(byte value) {
        var coding = value & 0xFF;
        return switch (coding >> 4) {
            case 0x0 -> ofSmpp(coding);
            // General and automatic-deletion groups: compression, class and alphabet are bits.
            case 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 -> (coding & COMPRESSION) != 0 ? COMPRESSED : ofAlphabet(coding);
            // Message waiting, to be stored as UCS-2; the low bits name the mailbox.
            case 0xE -> UCS2;
            // Class without an alphabet but 7 or 8 bits.
            case 0xF -> (coding & EIGHT_BIT) == 0 ? DEFAULT_ALPHABET : BINARY;
            // 0xC and 0xD, message waiting in GSM-7; the rest is reserved, which TS 23.038 wants read as GSM-7.
            default -> DEFAULT_ALPHABET;
        };
    }

    boolean isText() {
        return this != BINARY && this != COMPRESSED;
    }

    /** Empty for the SMSC's alphabet and for what is no text. */
    Optional<Charset> charset() {
        return Optional.ofNullable(charset).map(Charset::forName);
    }

    private static DataCoding ofSmpp(int coding) {
        return switch (coding) {
            case 0x00, 0x01 -> DEFAULT_ALPHABET;
            case 0x03 -> LATIN1;
            case 0x06 -> CYRILLIC;
            case 0x07 -> HEBREW;
            case 0x08 -> UCS2;
            case 0x0A -> JAPANESE;
            case 0x0E -> KOREAN;
            default -> BINARY;
        };
    }

    private static DataCoding ofAlphabet(int coding) {
        return switch (coding & 0x0C) {
            case 0x04 -> BINARY;
            case 0x08 -> UCS2;
            default -> DEFAULT_ALPHABET;
        };
    }
}
