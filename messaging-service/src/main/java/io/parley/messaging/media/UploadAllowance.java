package io.parley.messaging.media;

import io.parley.messaging.model.MediaKind;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;

/**
 * Maximum size of an upload: the limit of its kind and the account's remaining quota.
 *
 * @param left remaining quota; may be negative
 */
record UploadAllowance(MediaKind kind, long largest, long left) {

    long bytes() {
        return Math.min(largest, Math.max(0, left));
    }

    /** Throws if the size exceeds the limit. */
    void check(long size) {
        if (size > bytes()) {
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
        return Problems.payloadTooLarge("The account's files would exceed its quota."
                + " Delete files with DELETE /media/{mediaId}, or wait until files expire.");
    }
}
