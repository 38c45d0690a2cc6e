package io.parley.messaging.configuration;

import java.util.Set;

/**
 * Where and how the events of one identity are sent: the account's settings with the identity's laid over them, member by
 * member. Every member but {@code version} and {@code eventFilter} may be null.
 *
 * @param version version of the events, {@value #DEFAULT_VERSION} unless somebody chose another
 * @param inboundMessageUrl where inbound messages go; null: nowhere
 * @param messageStatusUrl where statuses go unless the message names an address of its own; null: nowhere
 * @param businessNotificationUrl where changes of accounts, numbers and templates go; null: nowhere
 * @param eventFilter status events wanted in the contract's spelling; empty: all
 * @param signature how calls are signed; null: they are not
 * @param header one header every call carries; null: none
 */
public record EffectiveCallback(
        String version,
        String inboundMessageUrl,
        String messageStatusUrl,
        String businessNotificationUrl,
        Set<String> eventFilter,
        Signature signature,
        Header header) {

    /** The version that holds where nobody chose one. */
    public static final String DEFAULT_VERSION = "2.12";

    /** Whether the status event of this name, for example {@code MessageStatus::delivered}, is wanted. */
    public boolean wants(String event) {
        return eventFilter.isEmpty() || eventFilter.contains(event);
    }

    /**
     * How calls are signed.
     *
     * @param method {@code HS256} or {@code HS512}
     * @param old signs besides until its end; null if there is none
     */
    public record Signature(String method, String secret, PreviousSecret old) {

        @Override
        public String toString() {
            return "Signature[" + method + "]";
        }
    }

    /** A header of the customer's choice; its value may be a credential. */
    public record Header(String key, String value) {
        @Override
        public String toString() {
            return "Header[" + key + "]";
        }
    }
}
