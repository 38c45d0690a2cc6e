package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Uploads files to a network that requires them before a message refers to them. */
public interface MediaUploader {

    ChannelName channel();

    /** How long a handle is used: the time that the network keeps a file, less a safety margin. */
    Duration handleLifetime();

    /** Uploads the file as a stream. Never fails. May be repeated: each upload creates its own handle. */
    Uni<MediaHandle> upload(Sender sender, MediaUpload file);
}
