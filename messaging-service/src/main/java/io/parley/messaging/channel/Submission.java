package io.parley.messaging.channel;

import io.parley.messaging.model.ProviderError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcome of one submit to a provider. The channel translates; {@code dispatch} decides what follows. */
public sealed interface Submission {

    /**
     * The provider accepted it.
     *
     * @param provider namespace in which the ids are unique: {@code whatsapp}, {@code viber}, {@code sms/<smsc>}
     * @param providerMessageIds one per segment, more than one only for long SMS; an empty string for a segment that
     *     the provider accepted without returning an id
     * @param encoding alphabet of an SMS, {@code GSM-7} or {@code UCS-2}; null for other channels
     */
    record Accepted(
            String provider,
            List<String> providerMessageIds,
            @Nullable String encoding) implements Submission {

        public Accepted(String provider, List<String> providerMessageIds) {
            this(provider, providerMessageIds, null);
        }

        public static Accepted of(String provider, String providerMessageId) {
            return new Accepted(provider, providerMessageId.isEmpty() ? List.of() : List.of(providerMessageId));
        }
    }

    /**
     * The provider rejected it permanently.
     *
     * @param mayBeLostFile whether the cause can be a file that was uploaded to the provider and that it no longer has.
     *     If the message has such files, they are uploaded again and the message is attempted again, once.
     */
    record Rejected(ProviderError error, boolean mayBeLostFile) implements Submission {

        public Rejected(ProviderError error) {
            this(error, false);
        }
    }

    /**
     * Certainly not accepted; to be retried.
     *
     * @param after minimum delay
     * @param throttled the provider asked to slow down: does not count as an attempt
     */
    record Deferred(ProviderError error, Duration after, boolean throttled) implements Submission {}

    /**
     * Not accepted because of the rate limit for this pair of sender and recipient; other recipients are not affected
     * (ADR 0010). Does not count as an attempt.
     *
     * @param after minimum delay for this recipient
     */
    record RecipientThrottled(ProviderError error, Duration after) implements Submission {}

    /** It is unknown whether the provider accepted it: never resent blindly (ADR 0004). */
    record InDoubt(ProviderError error) implements Submission {}
}
