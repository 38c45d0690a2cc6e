package io.parley.messaging.media;

import io.parley.messaging.channel.MediaKind;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;

/**
 * How many bytes an upload may have: those its kind may have, and those its account has left.
 *
 * @param left may be negative
 */
record UploadAllowance(MediaKind kind, long largest, long left) {

    long bytes() {
        return Math.min(largest, Math.max(0, left));
    }

    /** Throws if so many bytes are too many. */
    void check(long announced) {
        if (announced > bytes()) {
            throw exceeded();
        }
    }

    ProblemException exceeded() {
        return left < largest
                ? full()
                : Problems.payloadTooLarge(
                        "A file of the kind %s may have at most %d bytes.".formatted(kind.word(), largest));
    }

    static ProblemException full() {
        return Problems.payloadTooLarge("The account's files would weigh more than its quota allows."
                + " Delete some with DELETE /media/{mediaId}, or wait until some expire.");
    }
}
