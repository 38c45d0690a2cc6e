package io.parley.messaging.search;

import io.parley.messaging.model.MessageState;
import io.parley.model.ChannelName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are searched. A null member does not restrict. {@code context}, {@code status} and {@code errorCode}
 * are those of sent messages, so received ones never match them.
 *
 * @param from the sender of a sent message, or the person who wrote a received one; without {@code +}
 * @param to the recipient of a sent message, or the identity that received one; without {@code +}
 * @param status the current status, never {@code UNKNOWN}
 * @param context the context that the message was sent with
 * @param errorCode code of the failure with which the message ended, for example {@code whatsapp::error::131047}
 * @param text part of any text in the content, in any case; for operators, as it examines the contents one by one
 * @param since earliest time at which the message was accepted or received, inclusive
 * @param until latest such time, exclusive
 */
public record MessageFilter(
        @Nullable ChannelName channel,
        @Nullable MessageDirection direction,
        @Nullable String from,
        @Nullable String to,
        @Nullable MessageState status,
        @Nullable String context,
        @Nullable String errorCode,
        @Nullable String text,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** All messages. */
    public static final MessageFilter NONE =
            new MessageFilter(null, null, null, null, null, null, null, null, null, null);

    /** All messages of a period. */
    static MessageFilter ofPeriod(@Nullable Instant since, @Nullable Instant until) {
        return new MessageFilter(null, null, null, null, null, null, null, null, since, until);
    }

    /** Whether a condition concerns sent messages only. */
    boolean concernsSentOnly() {
        return status != null || context != null || errorCode != null;
    }
}
