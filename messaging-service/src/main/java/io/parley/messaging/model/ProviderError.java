package io.parley.messaging.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a network rejected or failed a message, in the contract's format (FailureDetails).
 *
 * @param code {@code <channel>::error::<code of the network>}, for example {@code whatsapp::error::131047}; {@code
 *     conversations::error::<name>} for our own reasons
 * @param message the provider's title and details, never content or credentials
 */
public record ProviderError(String code, String message) {

    /** An error as columns store it; null if there is none. */
    public static @Nullable ProviderError ofColumns(@Nullable String code, @Nullable String message) {
        return code == null ? null : new ProviderError(code, message == null ? "" : message);
    }

    /** One of our own reasons, for example {@code expired}. */
    public static ProviderError ours(String name, String message) {
        return new ProviderError("conversations::error::" + name, message);
    }
}
