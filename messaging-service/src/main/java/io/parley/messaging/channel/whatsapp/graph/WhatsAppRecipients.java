package io.parley.messaging.channel.whatsapp.graph;

import io.parley.runtime.validation.E164Validator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recipients of WhatsApp: a number or a business-scoped user id ({@code DE.1A2b…}, {@code DE.ENT.1A2b…}). */
public final class WhatsAppRecipients {
    private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");

    private WhatsAppRecipients() {}

    static boolean isUserId(String recipient) {
        return USER_ID.matcher(recipient).matches();
    }

    /** Returns the remedy; empty if it is valid. */
    public static Optional<String> validate(String recipient) {
        return E164Validator.isNumber(recipient) || isUserId(recipient)
                ? Optional.empty()
                : Optional.of(E164Validator.REMEDY);
    }
}
