package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;

/**
 * A message taken back, on its way into the database.
 *
 * @param id stands for the message if we do not have it
 * @param sender our identity to which it was sent
 * @param traceparent trace to link to; null if none
 */
record Revocation(UUID id, Sender sender, Revoked revoked, String traceparent) {}
