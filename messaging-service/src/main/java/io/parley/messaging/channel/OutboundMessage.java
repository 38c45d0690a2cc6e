package io.parley.messaging.channel;

import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;

/**
 * A message on its way to the provider.
 *
 * @param messageId ours; travels along wherever the provider hands a reference back
 * @param sender the identity that sends
 * @param recipient as the customer gave it, without a leading {@code +}
 * @param attempt counted from 1; more than 1 after a deferral or a resend
 * @param throttles how often the provider asked this message to slow down; no attempts
 * @param references what the content points to
 * @param traceparent W3C trace context of the API call; null if it was not traced
 */
public record OutboundMessage<C extends MessageContent>(
        UUID messageId,
        Sender sender,
        String recipient,
        C content,
        MessageOptions options,
        int attempt,
        int throttles,
        ProviderReferences references,
        String traceparent) {}
