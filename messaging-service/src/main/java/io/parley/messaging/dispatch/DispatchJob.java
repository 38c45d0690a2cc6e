package io.parley.messaging.dispatch;

import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.model.MessageReference;
import io.parley.model.directory.DirectoryEntry.Sender;

/**
 * A message that this instance has claimed.
 *
 * @param sender null if the identity was deleted since
 * @param references of the content, as far as they are resolved
 * @param fence fencing token of the claim; an older one may not change the job
 * @param attempt number of the current attempt, counted from 1
 * @param throttles how often the provider asked this message to slow down
 * @param expired whether its time to live had ended when it was claimed
 * @param claimedAt {@link System#nanoTime()} of the claim, or earlier
 */
record DispatchJob(
        MessageReference message,
        Sender sender,
        MessageContent content,
        MessageOptions options,
        ProviderReferences references,
        long lane,
        long fence,
        int attempt,
        int throttles,
        boolean expired,
        long claimedAt) {

    OutboundMessage<MessageContent> outbound() {
        return new OutboundMessage<>(
                message.id(),
                sender,
                message.recipient(),
                content,
                options,
                attempt,
                throttles,
                references,
                message.traceparent());
    }

    DispatchJob with(ProviderReferences resolved) {
        return new DispatchJob(
                message, sender, content, options, resolved, lane, fence, attempt, throttles, expired, claimedAt);
    }
}
