package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;

/** Fetches files of inbound messages from a network. */
public interface MediaFetcher {

    ChannelName channel();

    /**
     * Requests one file. Never fails, never retries.
     *
     * @param sender the identity the file was sent to
     * @param reference the network's id or URL of the file
     */
    Uni<MediaDownload> fetch(Sender sender, String reference);
}
