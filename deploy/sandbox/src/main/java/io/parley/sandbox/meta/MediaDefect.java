package io.parley.sandbox.meta;

import io.parley.sandbox.fault.MediaFault;
import java.util.Optional;

/** What is wrong with one file, and how often still. Lives on the event loop. */
final class MediaDefect {
    private final Optional<MediaFault> kind;
    private final Runnable onShown;
    private int left;

    /**
     * @param times how often it shows; 0 means always
     * @param onShown run each time
     */
    MediaDefect(Optional<MediaFault> fault, int times, Runnable onShown) {
        this.kind = fault;
        this.left = times == 0 ? Integer.MAX_VALUE : times;
        this.onShown = onShown;
    }

    /** Whether this fault shows now; if so, it has shown once more. */
    boolean shows(MediaFault asked) {
        if (left == 0 || kind.filter(asked::equals).isEmpty()) {
            return false;
        }
        left--;
        onShown.run();
        return true;
    }
}
