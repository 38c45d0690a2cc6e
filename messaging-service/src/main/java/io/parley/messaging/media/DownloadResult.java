package io.parley.messaging.media;

import java.time.Duration;

/** What became of one try to fetch a file. */
sealed interface DownloadResult {

    DownloadJob job();

    /** Its bytes are in the store. */
    record Fetched(DownloadJob job, long size, byte[] sha256) implements DownloadResult {}

    /**
     * Another try may do.
     *
     * @param counts whether this one was a try; not if our own disk or store was full or unavailable, which may last longer
     *     than all tries together
     */
    record Again(DownloadJob job, String reason, Duration pause, boolean counts) implements DownloadResult {}

    /** It will never come. */
    record Failed(DownloadJob job, String reason) implements DownloadResult {}
}
