package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** A network that wants to have a file before a message names it. */
public interface MediaUploader {

    ChannelName channel();

    /** How long the network knows a file it was given, with some time to spare. */
    Duration handleLife();

    /** Gives it the file, as a stream. Never fails; may be repeated, since a file handed over twice is known twice. */
    Uni<MediaHandle> upload(Sender sender, MediaUpload file);
}
