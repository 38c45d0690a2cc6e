package io.parley.messaging.directory;

import io.parley.runtime.problem.Problems;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;

/** Maps violated unique constraints to problems. */
final class Conflicts {
    private static final Map<String, String> MESSAGES = Map.of(
            "account_pkey", "There is already an account with that id.",
            "whatsapp_account_pkey", "There is already a WhatsApp account with that id.",
            "whatsapp_account_waba_id_key", "There is already a WhatsApp account with that wabaId.",
            "sender_channel_identity_key", "There is already a sender with that identity on the channel.",
            "sender_channel_provider_id_key", "There is already a sender with that providerId on the channel.");

    private Conflicts() {}

    static Throwable of(ConstraintViolationException failure) {
        var text = String.valueOf(failure.getConstraintName()) + failure.getMessage();
        return MESSAGES.entrySet().stream()
                .filter(message -> text.contains(message.getKey()))
                .<Throwable>map(message -> Problems.conflict(message.getValue()))
                .findFirst()
                .orElse(failure);
    }
}
