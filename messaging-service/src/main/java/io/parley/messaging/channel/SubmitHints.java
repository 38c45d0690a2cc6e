package io.parley.messaging.channel;

import org.jspecify.annotations.Nullable;

/**
 * Data of a status that identifies its message without the provider's id: for a message in doubt, whose id was lost
 * with the response to its submit (ADR 0015).
 *
 * @param identity the provider's id of the identity of ours that sent it
 * @param recipient the person, without a leading {@code +}
 * @param reference of our submit if the provider returns it; else null
 * @param text first characters of the message if the provider repeats them; else null or blank
 */
public record SubmitHints(
        String identity,
        String recipient,
        @Nullable Integer reference,
        @Nullable String text) {}
