package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.model.ProviderEvent;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Uni;

/** Connects to one API of Viber: submits messages and parses webhook events. */
interface ViberConnector {

    /** Submits a message. Fails only if there is no response. */
    Uni<Submission> send(OutboundMessage<ViberContent> message);

    /** Checks a sender's credentials and webhook, as far as the API shows them. Never fails. */
    Uni<SetupFinding> checkSetup(Sender sender);

    /** Registers the sender's webhook where the API can, then checks it. Never fails. */
    default Uni<SetupFinding> connect(Sender sender) {
        return checkSetup(sender);
    }

    /** The {@link ProviderEvent#provider()} of its webhooks. */
    String provider();

    ChannelEvent read(ProviderEvent event);

    /** Limits of this API that are stricter than the contract. */
    ViberLimits limits();
}
