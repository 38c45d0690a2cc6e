package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revocation that is not stored yet.
 *
 * @param id placeholder id if the message is not stored
 * @param sender our sender that received the message
 * @param traceparent trace to link to; null if none
 */
record Revocation(
        UUID id, Sender sender, Revoked revoked, @Nullable String traceparent) {}
