package io.parley.messaging.channel.sms;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the text of an SMSC's receipts formats the message id, relative to the response to the submit. Ids are compared
 * without leading zeros and in lower case; {@code receipted_message_id} always has the format of the response.
 */
enum ReceiptIds {
    /** Unknown: the same format, or else the other base if exactly one message matches. */
    ANY,
    /** The same format. */
    AS_IS,
    /** Decimal, while the response is hexadecimal. */
    DECIMAL,
    /** Hexadecimal, while the response is decimal. */
    HEX;

    /** Longer ids are not numbers, and conversion is expensive. */
    private static final int MAX_NUMBER = 40;

    /** Normal form, for storage and lookup, of an id in a response or a parameter. */
    static String normal(String id) {
        var bare = id.strip().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
        return bare.startsWith("x") ? bare.substring(1) : bare;
    }

    /** Normal form of an id in a receipt's text. */
    String ofText(String id) {
        var normal = normal(id);
        return switch (this) {
            case ANY, AS_IS -> normal;
            case DECIMAL -> hexadecimal(normal).orElse(normal);
            case HEX -> decimal(normal).orElse(normal);
        };
    }

    /** The normal form of an id in the other base; empty unless the base is unknown. */
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
