package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.model.ProviderEvent;
import io.smallrye.mutiny.Uni;

/** Connects to one API of Viber: submits messages and parses webhook events. */
interface ViberConnector {

    /** Submits a message. Fails only if there is no response. */
    Uni<Submission> send(OutboundMessage<ViberContent> message);

    /** The {@link ProviderEvent#provider()} of its webhooks. */
    String provider();

    ChannelEvent read(ProviderEvent event);

    /** Limits of this API that are stricter than the contract. */
    ViberLimits limits();
}
