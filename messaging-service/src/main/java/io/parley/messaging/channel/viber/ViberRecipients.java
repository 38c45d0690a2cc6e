package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.E164Validator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validates recipients: a number (Business Messages), or a bot's id of a user, which looks like base64. */
final class ViberRecipients {
    private static final Pattern USER_ID =
            Pattern.compile("[A-Za-z0-9+/]{8,62}={1,2}|(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/]{16,64}");

    private ViberRecipients() {}

    /** Returns the remedy; empty if it is valid. */
    static Optional<String> validate(String recipient) {
        return E164Validator.isNumber(recipient) || USER_ID.matcher(recipient).matches()
                ? Optional.empty()
                : Optional.of(E164Validator.REMEDY + "; or a Viber user id");
    }
}
