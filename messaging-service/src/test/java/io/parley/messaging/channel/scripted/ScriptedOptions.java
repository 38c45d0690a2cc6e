package io.parley.messaging.channel.scripted;

import io.parley.messaging.channel.MessageOptions;
import jakarta.validation.constraints.NotNull;

/** Options of a request, as for Viber. */
record ScriptedOptions(@NotNull RateType rateType) implements MessageOptions {

    @SuppressWarnings("unused") // values of requests
    enum RateType {
        promotion,
        transaction,
        session
    }
}
