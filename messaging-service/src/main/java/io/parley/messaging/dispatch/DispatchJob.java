package io.parley.messaging.dispatch;

import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.message.MessageFacts;
import io.parley.model.directory.DirectoryEntry.Sender;

/**
 * A message this instance has claimed.
 *
 * @param sender null if the identity is gone since
 * @param references what the content points to, as far as it is known yet
 * @param fence of the claim; who holds an older one may not change the job
 * @param attempt number of the try that is due, counted from 1
 * @param throttles how often the provider asked this message to slow down
 * @param expired whether its time was over when it was claimed
 * @param claimedAt {@link System#nanoTime()} of the claim, or earlier
 */
record DispatchJob(
        MessageFacts message,
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

    DispatchJob with(ProviderReferences found) {
        return new DispatchJob(
                message, sender, content, options, found, lane, fence, attempt, throttles, expired, claimedAt);
    }
}
