package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;

/** A network from which files that people sent are fetched. */
public interface MediaFetcher {

    ChannelName channel();

    /**
     * Asks for one file. Never fails, never retries.
     *
     * @param sender the identity the file was sent to
     * @param reference what the network called the file: its id of it, or an address
     */
    Uni<MediaDownload> fetch(Sender sender, String reference);
}
