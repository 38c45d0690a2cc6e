package io.parley.messaging.channel;

/** What a message can be given for a file it names. */
public sealed interface MediaHandle {

    /**
     * The network has the file.
     *
     * @param handle the network's own id of it
     * @param fileName as the customer gave it at the upload; null if there is none
     */
    record Ready(String handle, String fileName) implements MediaHandle {}

    /** The message cannot be sent now, or never; nothing of it has left. */
    record NotReady(Submission outcome) implements MediaHandle {}
}
