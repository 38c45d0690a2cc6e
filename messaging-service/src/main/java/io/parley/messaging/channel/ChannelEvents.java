package io.parley.messaging.channel;

import io.smallrye.mutiny.Uni;

/**
 * Where a channel that holds its own connection (SMPP) hands over what it hears. The returned item comes only after the
 * event is committed, so that the provider is answered afterwards; a failure means: answer "try again".
 */
public interface ChannelEvents {

    Uni<Void> take(Channel<?> channel, ChannelEvent event);
}
