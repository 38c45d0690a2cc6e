package io.parley.messaging.channel.whatsapp;

import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;

/**
 * A reaction.
 *
 * @param messageId the message reacted to: our id or the network's
 * @param emoji one, or nothing to take the reaction back
 */
record Emotion(
        @NotNull @Text(max = 255) String messageId,

        @NotNull @Emoji @Text(min = 0, max = 32, blank = true)
        String emoji) {}
