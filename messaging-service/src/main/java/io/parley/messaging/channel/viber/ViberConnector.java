package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.model.ProviderEvent;
import io.smallrye.mutiny.Uni;

/** One way into Viber: how a message is handed over there and what is heard from there. */
interface ViberConnector {

    /** Fails only for want of an answer. */
    Uni<Submission> send(OutboundMessage<ViberContent> message);

    /** The {@link ProviderEvent#provider()} of its webhooks. */
    String provider();

    ChannelEvent read(ProviderEvent event);

    /** What is taken here of what the contract allows. */
    ViberLimits limits();
}
