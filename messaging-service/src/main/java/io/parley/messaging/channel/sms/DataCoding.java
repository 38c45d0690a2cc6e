package io.parley.messaging.channel.sms;

import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of a text, by SMPP's {@code data_coding} (SMPP 3.4 §5.2.19) and, if an SMSC passes them through, by the
 * coding groups of 3GPP TS 23.038 §4.
 */
enum DataCoding {
    /** The default alphabet of the SMSC: {@link DefaultAlphabet}. */
    DEFAULT_ALPHABET(null),
    LATIN1("ISO-8859-1"),
    CYRILLIC("ISO-8859-5"),
    HEBREW("ISO-8859-8"),
    UCS2("UTF-16BE"),
    JAPANESE("ISO-2022-JP"),
    KOREAN("EUC-KR"),
    /** Binary data, or text of an unsupported alphabet. */
    BINARY(null),
    /** Text compressed by 3GPP TS 23.042, which no phone is known to send. */
    COMPRESSED(null);

    private static final int COMPRESSION = 0x20;
    private static final int EIGHT_BIT = 0x04;

    private final @Nullable String charset;

    DataCoding(@Nullable String charset) {
        this.charset = charset;
    }

    static DataCoding of(byte value) {
        var coding = value & 0xFF;
        return switch (coding >> 4) {
            case 0x0 -> ofSmpp(coding);
            // General and automatic-deletion groups: compression, class and alphabet are bits.
            case 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 -> (coding & COMPRESSION) != 0 ? COMPRESSED : ofAlphabet(coding);
            // Message waiting, store, UCS-2; the low bits select the mailbox.
            case 0xE -> UCS2;
            // Message class with 7-bit or 8-bit coding.
            case 0xF -> (coding & EIGHT_BIT) == 0 ? DEFAULT_ALPHABET : BINARY;
            // 0xC and 0xD: message waiting in GSM-7. The rest is reserved; TS 23.038 requires GSM-7 for it.
            default -> DEFAULT_ALPHABET;
        };
    }

    boolean isText() {
        return this != BINARY && this != COMPRESSED;
    }

    /** Empty for the SMSC's default alphabet and for data that is not text. */
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
