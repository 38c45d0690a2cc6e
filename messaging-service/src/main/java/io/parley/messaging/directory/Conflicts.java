package io.parley.messaging.directory;

import io.parley.runtime.problem.Problems;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;

/** Says in words which uniqueness a change would break. */
final class Conflicts {
    private static final Map<String, String> WORDS = Map.of(
            "account_pkey", "There already is an account with that id.",
            "whatsapp_account_pkey", "There already is a WhatsApp account with that id.",
            "whatsapp_account_waba_id_key", "There already is a WhatsApp account with that wabaId.",
            "sender_channel_identity_key", "There already is a sender with that identity on the channel.",
            "sender_channel_provider_id_key", "There already is a sender with that providerId on the channel.");

    private Conflicts() {}

    static Throwable of(ConstraintViolationException failure) {
        var text = String.valueOf(failure.getConstraintName()) + failure.getMessage();
        return WORDS.entrySet().stream()
                .filter(words -> text.contains(words.getKey()))
                .<Throwable>map(words -> Problems.conflict(words.getValue()))
                .findFirst()
                .orElse(failure);
    }
}
