package io.parley.messaging.channel;

import java.time.Duration;
import java.util.List;

/** What became of one submission to a provider. The channel translates; {@code dispatch} decides what follows. */
public sealed interface Submission {

    /**
     * The provider took it.
     *
     * @param provider names the space in which the ids are unique: {@code whatsapp}, {@code viber}, {@code sms/<smsc>}
     * @param providerMessageIds one per part; a single one except for long SMS; empty text for a part
     *     that the provider took without naming it
     * @param encoding alphabet that an SMS needed, {@code GSM-7} or {@code UCS-2}; null where there is no choice
     */
    record Accepted(String provider, List<String> providerMessageIds, String encoding) implements Submission {

        public Accepted(String provider, List<String> providerMessageIds) {
            this(provider, providerMessageIds, null);
        }

        public static Accepted of(String provider, String providerMessageId) {
            return new Accepted(provider, providerMessageId.isEmpty() ? List.of() : List.of(providerMessageId));
        }
    }

    /** The provider said no for good. */
    record Rejected(ProviderError error) implements Submission {}

    /**
     * Known not to have been taken; to be tried again.
     *
     * @param after how long to wait at least
     * @param throttled the provider asked to slow down: does not count as an attempt
     */
    record Deferred(ProviderError error, Duration after, boolean throttled) implements Submission {}

    /**
     * Not taken because this one recipient gets too much from this sender; other recipients go on. No attempt either.
     *
     * @param after how long this recipient must be left alone at least
     */
    record RecipientThrottled(ProviderError error, Duration after) implements Submission {}

    /** Nobody knows whether the provider took it: never sent again blindly (architecture D9). */
    record InDoubt(ProviderError error) implements Submission {}
}
