package io.parley.messaging.configuration;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The effective callback settings of a sender: the account's settings, overridden member by member by the sender's. All
 * members except {@code version} and {@code eventFilter} may be null.
 *
 * @param version event version, {@value #DEFAULT_VERSION} by default
 * @param inboundMessageUrl URL for inbound messages; null disables them
 * @param messageStatusUrl URL for statuses unless the message sets its own; null disables them
 * @param businessNotificationUrl URL for changes of accounts, phone numbers and templates; null disables them
 * @param eventFilter status events to send, in the contract's spelling; empty means all
 * @param signature null if callbacks are not signed
 * @param header additional header of every callback; null if none
 */
public record EffectiveCallback(
        String version,
        @Nullable String inboundMessageUrl,
        @Nullable String messageStatusUrl,
        @Nullable String businessNotificationUrl,
        Set<String> eventFilter,
        @Nullable Signature signature,
        @Nullable Header header) {

    /** Version used unless another one is configured. */
    public static final String DEFAULT_VERSION = "2.12";

    /** Whether a status event, for example {@code MessageStatus::delivered}, is to be sent. */
    public boolean isSubscribed(String event) {
        return eventFilter.isEmpty() || eventFilter.contains(event);
    }

    /**
     * Signature settings.
     *
     * @param method {@code HS256} or {@code HS512}
     * @param old also signs until it expires; null if there is none
     */
    public record Signature(
            String method, String secret, @Nullable PreviousSecret old) {

        @Override
        public String toString() {
            return "Signature[" + method + "]";
        }
    }

    /** A custom header; its value may be a credential. */
    public record Header(String key, String value) {
        @Override
        public String toString() {
            return "Header[" + key + "]";
        }
    }
}
