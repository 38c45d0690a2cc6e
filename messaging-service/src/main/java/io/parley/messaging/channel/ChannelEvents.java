package io.parley.messaging.channel;

import io.smallrye.mutiny.Uni;

/**
 * Accepts events from a channel that holds its own connection (SMPP). The {@code Uni} completes after the commit, so
 * acknowledge to the provider then; on failure, ask the provider to send the event again.
 */
public interface ChannelEvents {

    Uni<Void> accept(Channel<?> channel, ChannelEvent event);
}
