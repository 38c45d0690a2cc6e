package io.parley.messaging.channel.sms;

import java.util.Optional;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** A number or name with its type of number and numbering plan, as SMPP requires. */
record Address(TypeOfNumber ton, NumberingPlanIndicator npi, String text) {
    private static final int MAX_SHORT_CODE = 6;
    private static final int MAX_NUMBER = 15;
    private static final int MAX_NAME = 11;

    /** Detects whether it is an international number, a short code (up to 6 digits) or a name. */
    static Address of(String identity) {
        if (!isNumber(identity)) {
            return new Address(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, identity);
        }
        return identity.length() <= MAX_SHORT_CODE
                ? new Address(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN, identity)
                : number(identity);
    }

    /** Validates an identity to send from. Returns the remedy; empty if it is valid. */
    static Optional<String> validate(String identity) {
        return identity.length() <= (isNumber(identity) ? MAX_NUMBER : MAX_NAME)
                ? Optional.empty()
                : Optional.of("must be a number of at most 15 digits or a name of at most 11 characters");
    }

    private static boolean isNumber(String identity) {
        return identity.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static Address number(String digits) {
        return new Address(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, digits);
    }
}
