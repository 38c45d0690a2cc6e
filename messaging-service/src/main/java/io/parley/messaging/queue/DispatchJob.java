package io.parley.messaging.queue;

import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.model.MessageReference;

/**
 * A message that this instance has claimed.
 *
 * @param outbound what is submitted; it has no sender if the identity was deleted since
 * @param fence fencing token of the claim; an older one may not change the job
 * @param expired whether its time to live had ended when it was claimed
 * @param claimedAt {@link System#nanoTime()} of the claim, or earlier
 */
public record DispatchJob(
        MessageReference message,
        OutboundMessage<MessageContent> outbound,
        long lane,
        long fence,
        boolean expired,
        long claimedAt) {

    /** Fence and attempt of a job that is committed as claimed. */
    static final int FIRST = 1;

    /** A message whose job this instance has just committed as claimed. */
    public static DispatchJob accepted(MessageReference message, OutboundMessage<MessageContent> outbound, long lane) {
        return new DispatchJob(message, outbound, lane, FIRST, false, System.nanoTime());
    }

    public DispatchJob with(ProviderReferences resolved) {
        return new DispatchJob(message, outbound.with(resolved), lane, fence, expired, claimedAt);
    }
}
