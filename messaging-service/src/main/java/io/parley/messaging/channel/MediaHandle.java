package io.parley.messaging.channel;

import org.jspecify.annotations.Nullable;

/** Result of obtaining the network's handle of a file for a message. */
public sealed interface MediaHandle {

    /**
     * The network has the file.
     *
     * @param handle the network's id of the file
     * @param fileName as given at the upload; null if there is none
     */
    record Ready(String handle, @Nullable String fileName) implements MediaHandle {}

    /** The message cannot be sent now or at all; nothing of it was sent. */
    record NotReady(Submission outcome) implements MediaHandle {}
}
