package io.parley.messaging.channel;

/**
 * Why a network refused or lost a message, in the contract's form (FailureDetails).
 *
 * @param code {@code <channel>::error::<code of the network>}, for example {@code whatsapp::error::131047}; {@code
 *     conversations::error::<name>} for reasons of our own
 * @param message the reason in words: the provider's title and details, never content or credentials
 */
public record ProviderError(String code, String message) {

    /** A reason of our own, for example {@code expired}. */
    public static ProviderError ours(String name, String message) {
        return new ProviderError("conversations::error::" + name, message);
    }
}
