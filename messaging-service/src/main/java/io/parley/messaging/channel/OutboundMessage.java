package io.parley.messaging.channel;

import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to submit to the provider.
 *
 * @param messageId ours; sent as reference if the provider returns one
 * @param sender the identity that sends; null if it was deleted since, and such a message is never submitted
 * @param recipient as the customer gave it, without a leading {@code +}
 * @param attempt counted from 1; more than 1 after a deferral or a resend
 * @param throttles how often the provider throttled this message; not counted as attempts
 * @param references resolved references of the content
 * @param traceparent W3C trace context of the API call; null if it was not traced
 * @param exchange where the channel records what it exchanges with the provider
 */
public record OutboundMessage<C extends MessageContent>(
        UUID messageId,
        @Nullable Sender sender,
        String recipient,
        C content,
        MessageOptions options,
        int attempt,
        int throttles,
        ProviderReferences references,
        @Nullable String traceparent,
        ProviderExchange exchange) {

    public OutboundMessage(
            UUID messageId,
            @Nullable Sender sender,
            String recipient,
            C content,
            MessageOptions options,
            int attempt,
            int throttles,
            ProviderReferences references,
            @Nullable String traceparent) {
        this(
                messageId,
                sender,
                recipient,
                content,
                options,
                attempt,
                throttles,
                references,
                traceparent,
                new ProviderExchange());
    }

    /** Whether the identity that sends still exists. */
    public boolean hasSender() {
        return sender != null;
    }

    /** The identity that sends. Present in every message that is submitted: without it, the message fails first. */
    @Override
    public Sender sender() {
        return Objects.requireNonNull(sender, "the identity was deleted");
    }

    public OutboundMessage<C> with(ProviderReferences resolved) {
        return new OutboundMessage<>(
                messageId, sender, recipient, content, options, attempt, throttles, resolved, traceparent, exchange);
    }
}
