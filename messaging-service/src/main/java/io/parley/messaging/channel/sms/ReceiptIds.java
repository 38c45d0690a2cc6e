package io.parley.messaging.channel.sms;

import java.math.BigInteger;
import java.util.Locale;

/**
 * How the text of an SMSC's receipts writes the message id that its answer to the submit wrote. Ids are compared without
 * leading zeros and in lower case; the parameter {@code receipted_message_id} always writes them as the answer did.
 */
enum ReceiptIds {
    /** The same way. */
    AS_IS,
    /** In decimal, while the answer was hexadecimal. */
    DECIMAL,
    /** In hexadecimal, while the answer was decimal. */
    HEX;

    /** The form in which ids are kept and looked up, of an id in an answer or a parameter. */
    static String normal(String id) {
        var bare = id.strip().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
        return bare.startsWith("x") ? bare.substring(1) : bare;
    }

    /** The same of an id in a receipt's text. */
    String ofText(String id) {
        var normal = normal(id);
        return switch (this) {
            case AS_IS -> normal;
            case DECIMAL -> normal.matches("[0-9]+") ? new BigInteger(normal).toString(16) : normal;
            case HEX -> normal.matches("[0-9a-f]+") ? new BigInteger(normal, 16).toString() : normal;
        };
    }
}
