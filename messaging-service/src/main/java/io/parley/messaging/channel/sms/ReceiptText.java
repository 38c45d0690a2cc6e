package io.parley.messaging.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a delivery receipt as SMPP 3.4, appendix B, has it: {@code id:… sub:… dlvrd:… stat:… err:… text:…}, in any
 * case, with any field missing.
 *
 * @param fields what stands before {@code text:}
 * @param excerpt what stands behind it: the first characters of the message; empty if there are none
 */
record ReceiptText(String fields, String excerpt) {
    private static final Pattern START_OF_EXCERPT = Pattern.compile("(?i)(?<![a-z])text:");

    /** Other platforms separate fields by these as well as by blanks. */
    private static final String VALUE = ":\\s*([^\\s,;|]+)";

    /**
     * Reads the text. Its own octets say whether it is wide, for SMSCs mark ASCII as UCS-2 and the other way round: the
     * field names are ASCII, so every second octet of a wide text's begin is zero and none of a narrow one's.
     */
    static ReceiptText of(Delivery delivery, DefaultAlphabet alphabet) {
        var octets = delivery.body();
        if (Ucs2.isMarked(octets) || isZero(octets, 0) && isZero(octets, 2)) {
            return of(Ucs2.decode(octets));
        }
        if (isZero(octets, 1) && isZero(octets, 3)) {
            return of(new String(octets, StandardCharsets.UTF_16LE));
        }
        return narrow(octets, delivery.coding(), alphabet);
    }

    Optional<String> field(String name) {
        var matcher = Pattern.compile("(?i)(?<![a-z])" + name + VALUE).matcher(fields);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A field that is a number. */
    Optional<Integer> number(String name) {
        return field(name).filter(value -> value.matches("[0-9]{1,4}")).map(Integer::valueOf);
    }

    /** Field names are ASCII in every alphabet; only the excerpt is in the message's. */
    private static ReceiptText narrow(byte[] octets, byte coding, DefaultAlphabet alphabet) {
        var text = of(new String(octets, StandardCharsets.ISO_8859_1));
        if (text.excerpt.isEmpty() || DataCoding.of(coding) != DataCoding.DEFAULT_ALPHABET) {
            return text;
        }
        return new ReceiptText(text.fields, alphabet.decode(text.excerpt.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static ReceiptText of(String text) {
        var halves = START_OF_EXCERPT.split(text, 2);
        return new ReceiptText(halves[0].replace('\0', ' '), halves.length < 2 ? "" : halves[1]);
    }

    private static boolean isZero(byte[] octets, int at) {
        return octets.length > at && octets[at] == 0;
    }
}
