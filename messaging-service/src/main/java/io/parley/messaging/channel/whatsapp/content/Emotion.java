package io.parley.messaging.channel.whatsapp.content;

import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;

/**
 * A reaction.
 *
 * @param messageId id of the message reacted to, ours or the provider's
 * @param emoji one emoji, or an empty text to remove the reaction
 */
public record Emotion(
        @NotNull @Text(max = 255) String messageId,

        @NotNull @Emoji @Text(min = 0, max = 32, blank = true)
        String emoji) {}
