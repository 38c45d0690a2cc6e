package io.parley.messaging.channel.scripted;

import io.parley.messaging.channel.MessageOptions;
import jakarta.validation.constraints.NotNull;

/** Members beside the content, as Viber has them. */
record ScriptedOptions(@NotNull RateType rateType) implements MessageOptions {

    @SuppressWarnings("unused") // named by requests
    enum RateType {
        promotion,
        transaction,
        session
    }
}
