package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.media.ExpectedFile;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;

/**
 * A person's message on its way into the database.
 *
 * @param id ours
 * @param sender our identity that was addressed
 * @param file to be fetched; null if it has none
 * @param traceparent trace to link to; null if none
 */
record Arrival(UUID id, Sender sender, Received received, ExpectedFile file, String traceparent) {}
