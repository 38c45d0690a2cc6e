package io.parley.sandbox.meta;

import io.parley.sandbox.fault.MediaFault;
import java.util.Optional;

/** The fault of one file, and how often it still occurs. Runs on the event loop. */
final class MediaDefect {
    private final Optional<MediaFault> kind;
    private final Runnable onOccurrence;
    private int remaining;

    /**
     * @param times how often the fault occurs; 0 means always
     * @param onShown runs at each occurrence
     */
    MediaDefect(Optional<MediaFault> fault, int times, Runnable onOccurrence) {
        this.kind = fault;
        this.remaining = times == 0 ? Integer.MAX_VALUE : times;
        this.onOccurrence = onOccurrence;
    }

    /** Returns whether this fault occurs now, and counts the occurrence. */
    boolean occurs(MediaFault expected) {
        if (remaining == 0 || kind.filter(expected::equals).isEmpty()) {
            return false;
        }
        remaining--;
        onOccurrence.run();
        return true;
    }
}
