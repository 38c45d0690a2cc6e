package io.parley.messaging.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The text of a delivery receipt by SMPP 3.4, appendix B: {@code id:… sub:… dlvrd:… stat:… err:… text:…}, in upper or
 * lower case, with any field missing.
 *
 * @param fields the text before {@code text:}
 * @param excerpt the text after it: the first characters of the message; empty if there are none
 */
record ReceiptText(String fields, String excerpt) {
    private static final Pattern START_OF_EXCERPT = Pattern.compile("(?i)(?<![a-z])text:");

    /** Some platforms separate fields by these characters as well as by spaces. */
    private static final String VALUE = ":\\s*([^\\s,;|]+)";

    private static final Map<String, Pattern> FIELDS = new ConcurrentHashMap<>();

    /**
     * Parses the text. Detects UCS-2 by the octets, because SMSCs mark ASCII as UCS-2 and vice versa: field names are
     * ASCII, so every second octet at the start of a UCS-2 text is zero and none of a single-byte text.
     */
    static ReceiptText of(Delivery delivery, DefaultAlphabet alphabet) {
        var octets = delivery.body();
        if (Ucs2.isMarked(octets) || isZero(octets, 0) && isZero(octets, 2)) {
            return of(Ucs2.decode(octets));
        }
        if (isZero(octets, 1) && isZero(octets, 3)) {
            return of(new String(octets, StandardCharsets.UTF_16LE));
        }
        return singleByte(octets, delivery.coding(), alphabet);
    }

    Optional<String> field(String name) {
        var matcher = FIELDS.computeIfAbsent(name, ReceiptText::pattern).matcher(fields);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Pattern pattern(String name) {
        return Pattern.compile("(?i)(?<![a-z])" + name + VALUE);
    }

    /** A field that is a number. */
    Optional<Integer> number(String name) {
        return field(name).filter(value -> value.matches("[0-9]{1,4}")).map(Integer::valueOf);
    }

    /** Field names are ASCII in every alphabet; only the excerpt is in the alphabet of the message. */
    private static ReceiptText singleByte(byte[] octets, byte coding, DefaultAlphabet alphabet) {
        var text = of(new String(octets, StandardCharsets.ISO_8859_1));
        if (text.excerpt.isEmpty() || DataCoding.of(coding) != DataCoding.DEFAULT_ALPHABET) {
            return text;
        }
        return new ReceiptText(text.fields, alphabet.decode(text.excerpt.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static ReceiptText of(String text) {
        var sides = START_OF_EXCERPT.split(text, 2);
        return new ReceiptText(sides[0].replace('\0', ' '), sides.length < 2 ? "" : sides[1]);
    }

    private static boolean isZero(byte[] octets, int at) {
        return octets.length > at && octets[at] == 0;
    }
}
