package io.parley.messaging.channel;

import io.parley.runtime.setup.SetupFinding;
import java.util.List;

/**
 * A network's account after it was connected.
 *
 * @param senders what the network has; empty if it could not be asked
 * @param findings what was done, and what did not succeed
 */
public record ConnectedAccount(List<DiscoveredSender> senders, List<SetupFinding> findings) {
    public static final ConnectedAccount NONE = new ConnectedAccount(List.of(), List.of());
}
