package io.parley.messaging.channel.sms;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the text of an SMSC's receipts writes the message id that its answer to the submit wrote. Ids are compared without
 * leading zeros and in lower case; the parameter {@code receipted_message_id} always writes them as the answer did.
 */
enum ReceiptIds {
    /** Not known: the same way, or else in the other base where only one message fits. */
    ANY,
    /** The same way. */
    AS_IS,
    /** In decimal, while the answer was hexadecimal. */
    DECIMAL,
    /** In hexadecimal, while the answer was decimal. */
    HEX;

    /** No SMSC counts further; longer ids are no numbers, and converting them costs. */
    private static final int MAX_NUMBER = 40;

    /** The form in which ids are kept and looked up, of an id in an answer or a parameter. */
    static String normal(String id) {
        var bare = id.strip().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
        return bare.startsWith("x") ? bare.substring(1) : bare;
    }

    /** The same of an id in a receipt's text. */
    String ofText(String id) {
        var normal = normal(id);
        return switch (this) {
            case ANY, AS_IS -> normal;
            case DECIMAL -> hexadecimal(normal).orElse(normal);
            case HEX -> decimal(normal).orElse(normal);
        };
    }

    /** What an id in its normal form may be in the other base; none unless the base is unknown. */
    List<String> alternatives(String normal) {
        return this == ANY && normal.length() <= MAX_NUMBER
                ? Stream.of(hexadecimal(normal), decimal(normal))
                        .flatMap(Optional::stream)
                        .filter(other -> !other.equals(normal))
                        .toList()
                : List.of();
    }

    private static Optional<String> hexadecimal(String decimal) {
        return decimal.matches("[0-9]+") ? Optional.of(new BigInteger(decimal).toString(16)) : Optional.empty();
    }

    private static Optional<String> decimal(String hexadecimal) {
        return hexadecimal.matches("[0-9a-f]+")
                ? Optional.of(new BigInteger(hexadecimal, 16).toString())
                : Optional.empty();
    }
}
